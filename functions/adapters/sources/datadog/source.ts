import { against, parseJson, TEST, understood, unmapped } from '../parsing.ts';
import type { Source } from '../source.ts';
import { auth } from './auth.ts';
import { DatadogNotification } from './contract.ts';
import { groupOf } from './mapping.ts';

/** Datadog's webhooks integration, with our template (in the README), its default one, or a similar one. */
export const datadog: Source = {
  name: 'datadog',
  ...auth,
  parse: parseJson((json, arrival) =>
    against(DatadogNotification, json, (sent) => {
      const group = groupOf(sent, arrival);
      if (group === 'test') return TEST;
      return group === undefined
        ? unmapped('neither a transition nor a title that tells one; the README has a template that does')
        : understood([group]);
    }),
  ),
};
