import { against, parseJson, TEST, understood, unmapped } from '../parsing.ts';
import type { Source } from '../source.ts';
import { auth } from './auth.ts';
import { NewrelicNotification } from './contract.ts';
import { groupsOf, isTest } from './mapping.ts';

/** A webhook destination of New Relic's workflows. */
export const newrelic: Source = {
  name: 'newrelic',
  ...auth,
  parse: parseJson((json, arrival) =>
    against(NewrelicNotification, json, (sent) => {
      if (isTest(sent)) return TEST;
      const groups = groupsOf(sent, arrival);
      return groups === undefined
        ? unmapped('no state of an issue: a custom payload; the default one of a workflow holds it')
        : understood(groups);
    }),
  ),
};
