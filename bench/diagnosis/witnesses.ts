import { candidatesOf } from '../../catalogue/confusion.ts';
import { aheadIn, joinEngine } from '../../functions/core/domain/join-engine.ts';
import { conclude } from '../../functions/core/domain/weigh.ts';
import { RUNBOOKS } from '../../functions/core/runbooks/index.ts';
import type { RecordedEvidence } from '../loop/evidence.ts';

/** Weights of the engine that are compared. */
const WEIGHTS = [0, 0.1, 0.3, 0.5, 0.7, 0.9] as const;
/** From how sure a cause is acted upon; the policy's default. */
const THRESHOLD = 0.8;

const AHEAD = aheadIn(RUNBOOKS);

/** What one weight makes of recorded faults. */
export interface Weighed {
  readonly weight: number;
  /** Both witnesses saw the same fault: in how many the right cause is still sure enough to act upon. */
  readonly kept: number;
  readonly together: number;
  /** The clues saw one fault and the engine another, at a place that neither suits: in how many nothing is done. */
  readonly stopped: number;
  readonly apart: number;
}

type Engine = NonNullable<RecordedEvidence['engine']>;
interface Witnessed extends RecordedEvidence {
  readonly engine: Engine;
}

const hasEngine = (one: RecordedEvidence): one is Witnessed => one.engine !== undefined;

const clues = (one: RecordedEvidence) => conclude(candidatesOf(RUNBOOKS, one), THRESHOLD, '');

/** How sure the right cause is, once the engine was heard. */
const sureOf = (one: RecordedEvidence, { suspects, calls }: Engine, weight: number): number => {
  const heard = suspects.map((suspect) => ({ ...suspect, facts: [] }));
  const { hypotheses } = joinEngine(clues(one), { suspects: heard, calls }, AHEAD, weight);
  return hypotheses.find(({ fault }) => fault === one.fault)?.confidence ?? 0;
};

/** Whether an engine that saw another fault contradicts these clues: it is sure of somebody who neither suffers nor is called by whom it names. */
const contradicts = (one: RecordedEvidence, { suspects, calls }: Engine): boolean => {
  const best = clues(one).hypotheses.find(({ fault }) => fault === one.fault);
  const [first] = suspects;
  if (best === undefined || first === undefined || AHEAD.has(one.fault)) return false;
  const reach = new Set([first.service]);
  for (const service of reach) for (const [caller, callee] of calls) if (caller === service) reach.add(callee);
  return !reach.has(best.scope.service) && !reach.has(best.scope.dependency);
};

/** Holds each weight against faults that were recorded: the two witnesses as they were, and each with the other of another fault. */
export const weighWitnesses = (recorded: readonly RecordedEvidence[]): readonly Weighed[] => {
  const both = recorded.filter(hasEngine);
  const sure = both.filter((one) => {
    const found = clues(one);
    return found.outcome === 'explained' && found.best.fault === one.fault;
  });
  const crossed = sure.flatMap((one) =>
    both.filter((other) => other !== one && contradicts(one, other.engine)).map((other) => [one, other] as const),
  );
  return WEIGHTS.map((weight) => ({
    weight,
    kept: sure.filter((one) => sureOf(one, one.engine, weight) >= THRESHOLD).length,
    together: sure.length,
    stopped: crossed.filter(([one, other]) => sureOf(one, other.engine, weight) < THRESHOLD).length,
    apart: crossed.length,
  }));
};

/** One line a weight, under a heading. */
export const witnessLines = (all: readonly Weighed[]): readonly string[] =>
  all.every(({ together }) => together === 0)
    ? ['weight of the engine: no recorded fault has both witnesses; npm run bench:loop records them', '']
    : [
        'weight of the engine beside the clues, on recorded faults of the shop: acts kept where both saw the same, acts stopped where the engine saw another',
        ...all.map(
          ({ weight, kept, together, stopped, apart }) =>
            `  ${weight.toFixed(1)}  kept ${kept} of ${together}, stopped ${stopped} of ${apart}`,
        ),
        '',
      ];
