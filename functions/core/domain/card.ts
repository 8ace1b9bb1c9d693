import { approvalOf } from './approval.ts';
import { isOver, type WholeIncident } from './incident.ts';
import { percent } from './percent.ts';
import type { Plan, PlannedStep } from './plan.ts';
import { tellingOf } from './telling.ts';
import type { Instant } from './time.ts';
import type { TimelineEntry, TimelineKind } from './timeline.ts';

/** The open question of an incident, as much of it as somebody needs who decides elsewhere. */
export interface Question {
  readonly planDigest: string;
  /** What would be done, step by step, with what it is like now and would be then. */
  readonly steps: readonly string[];
  readonly deadline: Instant;
  readonly approving: number;
  readonly quorum: number;
  /** Some step cannot simply be taken back, or may do harm: whoever approves is asked once more. */
  readonly guarded: boolean;
}

/** An incident at a glance, as it is now. All of it is plain text: some was written by whoever sent the alert. */
export interface Card {
  readonly whole: WholeIncident;
  /** The newest thing that people are told. */
  readonly headline: string;
  readonly cause?: string | undefined;
  readonly question?: Question | undefined;
  readonly mayAcknowledge: boolean;
  /** It is not over, so that something may still be done by itself. */
  readonly mayBrake: boolean;
}

const stepLine = ({ says, target, before, after, ending }: PlannedStep): string => {
  const then = after === undefined ? '' : `; then ${JSON.stringify(after)}`;
  const end =
    ending.kind === 'inverse'
      ? `It can be undone: ${ending.how}`
      : ending.kind === 'irreversible'
        ? `It cannot be undone: ${ending.loses}`
        : `There is nothing to undo: ${ending.because}`;
  return `Will ${says}, on ${target}. Now ${JSON.stringify(before)}${then}. ${end}.`;
};

const isGuarded = ({ steps }: Plan): boolean =>
  steps.some(({ risk, ending }) => risk === 'guarded' || ending.kind === 'irreversible');

const questionOf = ({ incident, plans, approvals }: WholeIncident): Question | undefined => {
  const plan = plans.at(-1);
  const approval = approvalOf(plan, approvals);
  if (plan === undefined || approval?.status !== 'pending' || incident.status !== 'awaiting_approval') return undefined;
  return {
    planDigest: plan.digest,
    steps: plan.steps.map(stepLine),
    deadline: approval.deadline,
    approving: approval.votes.filter(({ decision }) => decision === 'approved').length,
    quorum: approval.quorum,
    guarded: isGuarded(plan),
  };
};

/** An incident as a card, from the newest that is known of it. */
export const cardOf = (whole: WholeIncident): Card => {
  const { incident, timeline, diagnoses } = whole;
  const newest = timeline.findLast((entry) => tellingOf(whole, entry) !== undefined);
  const diagnosis = diagnoses.at(-1);
  const best = diagnosis?.outcome === 'explained' ? diagnosis.best : undefined;
  return {
    whole,
    headline: newest?.text ?? incident.title,
    cause: best && `${best.cause} (${percent(best.confidence)})`,
    question: questionOf(whole),
    mayAcknowledge: incident.status !== 'closed' && incident.acknowledgedAt === undefined,
    mayBrake: !isOver(incident.status),
  };
};

/** What is told on its own; everything else only changes the card. */
const TOLD: readonly TimelineKind[] = [
  'diagnosis.explained',
  'diagnosis.inconclusive',
  'plan.allowed',
  'plan.asked',
  'plan.denied',
  'plan.observed',
  'plan.absent',
  'plan.exhausted',
  'approval.asked',
  'approval.seconded',
  'approval.approved',
  'approval.denied',
  'approval.expired',
  'approval.withdrawn',
  'action.done',
  'action.failed',
  'action.refused',
  'action.unknown',
  'undo.requested',
  'rollback.done',
  'rollback.failed',
  'verification.verified',
  'verification.ineffective',
  'verification.worse',
  'verification.inconclusive',
  'incident.escalated',
  'incident.acknowledged',
  'note.added',
  'close.offered',
  'escalation.repeated',
  'incident.closed',
];

/** Whether an entry is worth a message of its own. */
export const isTold = ({ kind }: Pick<TimelineEntry, 'kind'>): boolean => TOLD.includes(kind);

/** Whether it waits for people: then everybody sees it, not only those who follow the thread. */
export const isLoud = ({ kind }: Pick<TimelineEntry, 'kind'>): boolean =>
  kind === 'approval.asked' || kind === 'incident.escalated' || kind === 'escalation.repeated';
