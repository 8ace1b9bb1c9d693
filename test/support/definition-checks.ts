import { type Definition, type State, waysFrom } from './definition.ts';

/** Where a crash is handed over; it cannot catch itself, so the rule on executions stands behind it. */
const LAST_RESORT = 'Escalate';
/** Where one goes that waited for people in vain: what they decided is in the record. */
const REREADS: Readonly<Record<string, string>> = { 'Request approval': 'Reread approval' };
const ALL = 'States.ALL';
const CRASHED = 'step_crashed';

/** Each rule of the house that a definition breaks, as a sentence; asl-validator knows the language, these know us. */
export const breachesIn = (definition: Definition): readonly string[] => [
  ...Object.entries(definition.States).flatMap(([name, state]) => [
    ...(state.Type === 'Task' ? taskBreaches(name, state) : []),
    ...(state.Type === 'Choice' ? choiceBreaches(name, state) : []),
    ...(state.Type !== 'Wait' && state.Seconds !== undefined ? [`${name} reads seconds, which only a Wait may`] : []),
  ]),
  ...unboundedLoops(definition),
];

const taskBreaches = (name: string, { TimeoutSeconds, Retry = [], Catch = [] }: State): readonly string[] => [
  ...(Number.isInteger(TimeoutSeconds) ? [] : [`${name} has no literal TimeoutSeconds`]),
  ...(Retry.some(
    ({ ErrorEquals, MaxAttempts, BackoffRate }) => ErrorEquals.includes(ALL) && MaxAttempts === 3 && BackoffRate > 1,
  )
    ? []
    : [`${name} does not retry ${ALL} three times with backoff`]),
  ...(name === LAST_RESORT ||
  Catch.some(
    ({ ErrorEquals, Next, Output }) =>
      ErrorEquals.includes(ALL) && (Next === REREADS[name] || (Next === LAST_RESORT && Output?.['reason'] === CRASHED)),
  )
    ? []
    : [`${name} does not catch ${ALL} and hand over as ${CRASHED}`]),
  ...[...Retry, ...Catch]
    .flatMap(({ ErrorEquals }) => ErrorEquals)
    .filter((error) => error !== ALL)
    .map((error) => `${name} tells errors apart by the name ${error}`),
];

const choiceBreaches = (name: string, { Choices = [] }: State): readonly string[] => {
  const last = Choices.at(-1);
  const handsOver =
    last?.Condition === '{% true %}' && last.Next === LAST_RESORT && last.Output?.['reason'] === CRASHED;
  return handsOver ? [] : [`${name} does not hand over what it does not understand as ${CRASHED}`];
};

/** A loop is bounded if the way round it is open only while a counter is below a limit. */
const unboundedLoops = ({ States }: Definition): readonly string[] => {
  const unguarded = new Map(
    Object.entries(States).map(([name, state]) => [
      name,
      waysFrom(state).flatMap(({ to, when }) =>
        when !== undefined && /\.(step|looks|rounds|waits) </.test(when) ? [] : [to],
      ),
    ]),
  );
  const reaches = (from: string, seen = new Set<string>()): Set<string> => {
    for (const next of unguarded.get(from) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      reaches(next, seen);
    }
    return seen;
  };
  return [...unguarded.keys()]
    .filter((name) => reaches(name).has(name))
    .map((name) => `${name} lies on an unbounded loop`);
};
