import { ContractViolation } from '../domain/errors.ts';
import { type Incident, type IncidentId, isOver, type WholeIncident } from '../domain/incident.ts';
import { percent } from '../domain/percent.ts';
import type { Reason } from '../domain/reason.ts';
import { instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Pager } from '../ports/pager.ts';
import { expected, makeChangeIncident } from './change-incident.ts';
import type { SilenceAlerts } from './silence-alerts.ts';

export interface EscalateDeps {
  readonly store: IncidentStore;
  readonly pager: Pager;
  readonly silence: Pick<SilenceAlerts, 'endLeft'>;
  readonly clock: Clock;
}

const ACTOR = 'escalate';
const FROM = ['open', 'diagnosing', 'awaiting_approval', 'mitigating', 'verifying', 'resolved'] as const;

/**
 * Hands an incident to people with its reason and all evidence. Repeating it tells people only if they were not
 * told yet. Without a given reason, the newest entry that carries one explains the hand-over. `by` is whoever hands over.
 */
export const makeEscalateIncident = ({ store, pager, silence, clock }: EscalateDeps) => {
  const change = makeChangeIncident(store);

  /** A record with an unreadable part must not keep an incident from people: they then get it without its story. */
  const storyOf = async (id: IncidentId): Promise<WholeIncident | undefined> => {
    try {
      return await store.readWhole(id);
    } catch (error) {
      if (error instanceof ContractViolation) return undefined;
      throw error;
    }
  };

  const tell = async (incident: Incident, reason: Reason, summary: string, over = false): Promise<void> => {
    await pager.escalate(incident, reason, summary);
    await change(incident.id, (current) =>
      current !== undefined && (over || (current.toldAt === undefined && current.status === 'escalated'))
        ? {
            entries: [{ kind: 'people.told', actor: ACTOR, text: 'Told people that this is theirs.' }],
            facts: { toldAt: instant(clock()) },
          }
        : undefined,
    );
  };

  return async (id: IncidentId, attempt: number, given?: Reason, by = ACTOR): Promise<'escalated' | 'superseded'> => {
    const story = await storyOf(id);
    // People who get it must hear what Alertmanager has to say of it.
    if (story !== undefined) await silence.endLeft(story);
    const why = given ?? reasonIn(story);
    const summary = summaryOf(story, why);
    const escalated = await change(
      id,
      (incident) =>
        expected(incident, attempt, FROM) && {
          to: 'escalated',
          entries: [{ kind: 'incident.escalated', actor: by, reason: why, text: summary }],
          facts: { endedFor: why, locks: [] },
        },
    );
    // What is over stays over; an undoing that failed is told all the same.
    const current = escalated ?? story?.incident;
    if (current !== undefined && current.attempt === attempt && untoldFailure(story)) {
      await tell(current, why, summary, true);
      return 'escalated';
    }
    const incident = escalated ?? expected(await store.read(id), attempt, ['escalated']);
    if (incident === undefined) return 'superseded';
    if (incident.toldAt === undefined) await tell(incident, incident.endedFor ?? why, toldBefore(story) ?? summary);
    return 'escalated';
  };
};

/** An undoing failed after the incident was over, and nobody was told of it yet. */
const untoldFailure = (story: WholeIncident | undefined): boolean => {
  const failed = story?.timeline.findLast(({ kind }) => kind === 'rollback.failed');
  if (story === undefined || failed === undefined || !isOver(story.incident.status)) return false;
  return isOver(failed.status) && !story.timeline.some(({ kind, seq }) => kind === 'people.told' && seq > failed.seq);
};

const toldBefore = (story: WholeIncident | undefined): string | undefined =>
  story?.timeline.findLast(({ kind }) => kind === 'incident.escalated')?.text;

export type EscalateIncident = ReturnType<typeof makeEscalateIncident>;

const reasonIn = (story: WholeIncident | undefined): Reason =>
  story?.timeline.findLast(
    ({ reason, kind }) => reason !== undefined && kind !== 'incident.opened' && !kind.startsWith('alert.'),
  )?.reason ?? 'step_crashed';

const summaryOf = (story: WholeIncident | undefined, reason: Reason): string => {
  const lead = `Handed to people: ${reason}.`;
  if (story === undefined) return `${lead} Its record cannot be read as a whole.`;
  const { diagnoses, actions, timeline } = story;
  const last = timeline.findLast((entry) => entry.reason === reason)?.text ?? '';
  const best = diagnoses.at(-1)?.hypotheses[0];
  const likely =
    best === undefined ? '' : `Most likely so far: ${best.scope.service}, ${best.cause} (${percent(best.confidence)}).`;
  const done = actions.map(({ step, target, result }) => `${step} on ${target}: ${result}`).join('; ');
  return [lead, last, likely, done === '' ? 'Nothing was changed.' : `Done so far: ${done}.`]
    .filter((part) => part !== '')
    .join(' ');
};
