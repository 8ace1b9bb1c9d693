import type { StormTally } from './tally.ts';
import { STORM } from './traffic.ts';

/** Everything that is told of a storm. */
export interface StormReport {
  readonly tally: StormTally;
  readonly seconds: number;
  readonly secondsToSettle: number;
  readonly proven: boolean;
  readonly breaches: readonly string[];
}

/** Every bound that a storm broke, in words. */
export const stormBreachesOf = (tally: StormTally, proven: boolean): readonly string[] => {
  const { lost, opened, services, stormAfter, startedAgain, actions, acknowledged, groups } = tally;
  const rules: readonly (readonly [boolean, string])[] = [
    [acknowledged === groups, `${groups - acknowledged} messages were not acknowledged`],
    [lost === 0, `${lost} alerts are lost; none may be`],
    [
      opened <= services + stormAfter,
      `${opened} incidents were opened about ${services} services; one each and ${stormAfter} more may be`,
    ],
    [startedAgain === 0, `${startedAgain} executions were started beyond the first of an incident`],
    [actions === 0, `${actions} actions were taken; nothing is wrong with the storefront`],
    [proven, 'a law is broken; bin/selfright prove says which'],
  ];
  return rules.flatMap(([holds, breach]) => (holds ? [] : [breach]));
};

/** The report as lines for people. */
export const stormLines = ({ tally, seconds, secondsToSettle, breaches }: StormReport): readonly string[] => [
  `storm             ${tally.alerts} alerts of ${tally.groups} groups about ${tally.services} services, sent within ${seconds.toFixed(1)} s (${STORM.seconds} s were meant)`,
  `acknowledged      ${tally.acknowledged}`,
  `incidents opened  ${tally.opened}, at most ${tally.mostOfOneService} about one service`,
  `started again     ${tally.startedAgain} (must be 0)`,
  `lost              ${tally.lost} (must be 0)`,
  `actions taken     ${tally.actions} (must be 0)`,
  `settled           every receipt, ${secondsToSettle.toFixed(0)} s after the last answer`,
  ...(breaches.length === 0 ? ['every bound holds'] : breaches.map((breach) => `BREACH  ${breach}`)),
];
