import { against, parseJson, TEST, understood, unmapped } from '../parsing.ts';
import { isObject } from '../scalars.ts';
import type { Parsed, Source } from '../source.ts';
import { auth } from './auth.ts';
import { GrafanaNotification } from './contract.ts';
import { groupsOf, isTest } from './mapping.ts';

const isLegacy = (json: Readonly<Record<string, unknown>>): boolean =>
  Object.hasOwn(json, 'ruleName') || Object.hasOwn(json, 'evalMatches');

const read = (json: unknown): Parsed => {
  if (isObject(json) && !Object.hasOwn(json, 'alerts')) {
    return unmapped(
      isLegacy(json)
        ? 'legacy alerting names neither alerts nor moments; unified alerting (Grafana 9 and later) does'
        : 'no alerts: a custom payload; the default one holds them',
    );
  }
  return against(GrafanaNotification, json, (sent) => (isTest(sent) ? TEST : understood(groupsOf(sent))));
};

/** Grafana's webhook contact point. */
export const grafana: Source = { name: 'grafana', ...auth, parse: parseJson(read) };
