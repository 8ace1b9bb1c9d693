import type { BundleSize } from './bundle-size.ts';
import type { Comparison } from './compare.ts';
import type { Tally } from './tally.ts';

/** What a run must not exceed. */
export const BOUNDS = { ratioWithOne: 1.5, ratioWithMany: 2.5, ownBytes: 120_000 } as const;

/** What a run came to. */
export interface Outcome {
  readonly tally: Tally;
  readonly one: Comparison;
  readonly many: Comparison;
  readonly bundle: BundleSize;
  readonly actions: number;
  readonly proven: boolean;
}

/** Every bound that a run broke, in words. */
export const breachesOf = ({ tally, one, many, bundle, actions, proven }: Outcome): readonly string[] => {
  const { lost, duplicatesOpened, incidentsOpened, incidentsExpected, unanswered, deadLettered, wronglyAnswered } =
    tally;
  const rules: readonly (readonly [boolean, string])[] = [
    [lost === 0, `${lost} acknowledged notifications are lost; none may be`],
    [duplicatesOpened === 0, `${duplicatesOpened} incidents were opened twice; none may be`],
    [
      incidentsOpened === incidentsExpected,
      `${incidentsOpened} incidents were opened; ${incidentsExpected} are expected`,
    ],
    [unanswered === 0, `${unanswered} notifications never got an answer, however often they were sent`],
    [deadLettered === 0, `${deadLettered} notifications were dead-lettered`],
    [wronglyAnswered === 0, `${wronglyAnswered} notifications got another answer than their kind gets`],
    [
      one.latencyRatio <= BOUNDS.ratioWithOne,
      `p50 with one client is ${one.latencyRatio.toFixed(2)} times the almost empty Lambda's; at most ${BOUNDS.ratioWithOne} is allowed`,
    ],
    [
      many.latencyRatio <= BOUNDS.ratioWithMany,
      `p50 with ${many.clients} clients is ${many.latencyRatio.toFixed(2)} times the almost empty Lambda's; at most ${BOUNDS.ratioWithMany} is allowed`,
    ],
    [
      bundle.ours < BOUNDS.ownBytes,
      `our own code in the bundle takes ${bundle.ours} bytes; under ${BOUNDS.ownBytes} is allowed`,
    ],
    [actions === 0, `${actions} actions were taken; no alert of the bench may lead to one`],
    [proven, 'a law is broken; bin/selfright prove says which'],
  ];
  return rules.flatMap(([holds, breach]) => (holds ? [] : [breach]));
};
