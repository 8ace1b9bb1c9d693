import type { Diagnosis } from './diagnosis.ts';
import type { WholeIncident } from './incident.ts';
import { percent } from './percent.ts';
import { postmortemOf } from './postmortem.ts';
import type { TimelineEntry, TimelineKind } from './timeline.ts';

/** An entry in words for people elsewhere. All of it is plain text: some of it was written by whoever sent the alert. */
export interface Telling {
  readonly headline: string;
  readonly lines: readonly string[];
}

/** What would only be noise where people work; the record has it. */
const QUIET: readonly TimelineKind[] = [
  'diagnosis.started',
  'verification.started',
  'alert.repeated',
  'people.told',
  'agent.called',
  'investigation.requested',
  'investigation.started',
];

/** The part that an entry announces: the n-th announcement belongs to the n-th part. */
const announced = <T>({ timeline }: WholeIncident, { seq }: TimelineEntry, parts: readonly T[], kinds: RegExp) =>
  parts[timeline.filter((one) => one.seq < seq && kinds.test(one.kind)).length];

const DIAGNOSED = /^diagnosis\.(explained|inconclusive)$/;
const PLANNED = /^plan\.(allowed|asked|denied|observed)$/;
const VERIFIED = /^verification\.(verified|ineffective|worse|inconclusive)$/;

const evidenceOf = ({ hypotheses }: Diagnosis): readonly string[] =>
  hypotheses
    .slice(0, 2)
    .flatMap(({ cause, confidence, weighed }) => [
      `${cause} (${percent(confidence)})`,
      ...weighed.map(
        ({ says, verdict, limit, evidence }) =>
          `${verdict}: ${says}, ${evidence.value ?? evidence.missing ?? 'not observed'} (${limit}); asked: ${evidence.query}`,
      ),
    ]);

/** What happened, at its end: the postmortem in a few lines. */
const endingOf = (whole: WholeIncident): readonly string[] => {
  const { summary, cause, actions, measurements, refused, openQuestions } = postmortemOf(whole, []);
  return [
    summary,
    ...cause.evidence.map(
      ({ says, verdict, value, missing, limit }) => `${verdict}: ${says}, ${value ?? missing} (${limit})`,
    ),
    ...actions.map(({ step, target, result }) => `${step} on ${target}: ${result}`),
    ...measurements.map(({ says, newest, limit, outcome }) => `${outcome}: ${says}, ${newest ?? 'no data'} (${limit})`),
    ...refused.map(({ text }) => `refused: ${text}`),
    ...openQuestions,
  ];
};

const linesOf = (whole: WholeIncident, entry: TimelineEntry): readonly string[] => {
  const { kind, data } = entry;
  if (kind === 'incident.opened') {
    return whole.alerts.slice(0, 20).map(({ name, annotations }) => `${name}: ${annotations['summary'] ?? 'fires'}`);
  }
  if (DIAGNOSED.test(kind)) {
    const diagnosis = announced(whole, entry, whole.diagnoses, DIAGNOSED);
    return diagnosis === undefined ? [] : evidenceOf(diagnosis);
  }
  if (PLANNED.test(kind)) {
    const plan = announced(whole, entry, whole.plans, PLANNED);
    const steps = plan?.steps.map(({ says, target, before }) => `${says}, on ${target}; now ${JSON.stringify(before)}`);
    const rules = plan?.rules.map(({ rule, value, limit, decision }) => `${decision}: ${rule} is ${value} (${limit})`);
    return [...(steps ?? []), ...(rules ?? [])];
  }
  if (VERIFIED.test(kind)) {
    const verification = announced(whole, entry, whole.verifications, VERIFIED);
    return (verification?.measurements ?? []).map(
      ({ says, limit, verdict, heldSeconds, holdSeconds, samples }) =>
        `${verdict}: ${says}, ${samples.at(-1)?.[1] ?? 'no data'} (${limit}), held ${heldSeconds} of ${holdSeconds} s`,
    );
  }
  if (kind === 'incident.closed') return endingOf(whole);
  if (kind.startsWith('action.')) {
    return ['found', 'changed', 'error'].flatMap((name) => {
      const value = data[name];
      return value === undefined ? [] : [`${name}: ${JSON.stringify(value)}`];
    });
  }
  return [];
};

/** What people elsewhere are told of an entry; undefined when they are not. */
export const tellingOf = (whole: WholeIncident, entry: TimelineEntry): Telling | undefined =>
  QUIET.includes(entry.kind) ? undefined : { headline: entry.text, lines: linesOf(whole, entry) };

/** Whether an entry is what somebody wrote in that very system: it is not told there again. */
export const isEcho = (sink: string, { kind, data }: Pick<TimelineEntry, 'kind' | 'data'>): boolean =>
  kind === 'note.added' && data['via'] === sink;
