import * as z from 'zod';
import type { IncidentView } from '../../../core/contracts/api.ts';
import { approvalOf } from '../../../core/domain/approval.ts';
import { citableIn } from '../../../core/domain/citable.ts';
import { INCIDENT_STATUSES } from '../../../core/domain/transitions.ts';
import { clipped } from './cut.ts';

const Question = z.object({
  status: z.string(),
  plan_digest: z.string(),
  deadline: z.string(),
  quorum: z.int(),
  asked_by: z.string(),
  votes: z.array(z.object({ subject: z.string(), decision: z.string(), at: z.string() })),
});

/** An incident as much as fits into one answer. */
export const IncidentSummary = z.object({
  id: z.string(),
  status: z.enum(INCIDENT_STATUSES),
  severity: z.string(),
  service: z.string().optional(),
  openedAt: z.string(),
  closedAt: z.string().optional(),
  openedFor: z.string(),
  endedFor: z.string().optional(),
  acknowledgedBy: z.string().optional(),
  diagnosis: z
    .object({
      outcome: z.enum(['explained', 'inconclusive']),
      reason: z.string().optional(),
      says: z.string().optional(),
    })
    .nullable(),
  ranking: z.array(
    z.object({ service: z.string(), cause: z.string(), fault: z.string().optional(), confidence: z.number() }),
  ),
  plan: z
    .object({
      digest: z.string(),
      fault: z.string(),
      decision: z.string(),
      steps: z.array(z.object({ says: z.string(), target: z.string(), risk: z.string(), ending: z.string() })),
    })
    .nullable(),
  question: Question.nullable().describe('What people are asked, or were asked last'),
  actions: z.array(z.object({ step: z.string(), target: z.string(), result: z.string() })),
  verification: z.object({ outcome: z.string(), says: z.array(z.string()) }).nullable(),
  more: z.object({ timeline: z.int(), evidence: z.int(), alerts: z.int() }),
  untrusted: z.object({
    title: z.string(),
    alerts: z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        service: z.string().optional(),
        summary: z.string().optional(),
      }),
    ),
  }),
});

const SHOWN = 10;

const saidBy = (summary: string | undefined) => (summary === undefined ? {} : { summary: clipped(summary, 300) });

/** The incident in brief. */
export const summaryOf = (view: IncidentView): z.input<typeof IncidentSummary> => {
  const { id, status, severity, service, openedAt, closedAt, openedFor, endedFor, acknowledgedBy } = view;
  const { diagnosis, plan, verification, alerts, actions, timeline, title } = view;
  const asked = approvalOf(plan ?? undefined, view.approvals) ?? view.approvals.at(-1);
  return {
    ...{ id, status, severity, service, openedAt, closedAt, openedFor, endedFor, acknowledgedBy },
    diagnosis: diagnosis && {
      outcome: diagnosis.outcome,
      ...(diagnosis.outcome === 'inconclusive' && { reason: diagnosis.reason }),
      ...(diagnosis.examination && { says: clipped(diagnosis.examination.says, 1_500) }),
    },
    ranking: view.ranking.slice(0, SHOWN).map(({ service: at, cause, fault, confidence }) => ({
      ...{ service: at, cause: clipped(cause, 300), confidence },
      ...(fault !== undefined && { fault }),
    })),
    plan: plan && {
      ...{ digest: plan.digest, fault: plan.fault, decision: plan.decision },
      steps: plan.steps.map(({ says, target, risk, ending }) => ({ says, target, risk, ending: ending.kind })),
    },
    question: asked
      ? {
          ...{ status: asked.status, plan_digest: asked.planDigest, deadline: asked.deadline, quorum: asked.quorum },
          asked_by: asked.askedBy,
          votes: asked.votes.map(({ subject, decision, at }) => ({ subject, decision, at })),
        }
      : null,
    actions: actions.slice(-SHOWN).map(({ step, target, result }) => ({ step, target, result })),
    verification: verification && {
      outcome: verification.outcome,
      says: verification.measurements.map(({ says, limit, verdict }) => `${verdict}: ${says} (${limit})`),
    },
    more: { timeline: timeline.length, evidence: citableIn(view).length, alerts: alerts.length },
    untrusted: {
      title: clipped(title, 200),
      alerts: alerts.slice(0, SHOWN).map(({ name, status: now, service: of, annotations }) => ({
        ...{ name: clipped(name, 200), status: now, service: of },
        ...saidBy(annotations['summary']),
      })),
    },
  };
};
