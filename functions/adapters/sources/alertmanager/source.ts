import { against, parseJson, understood, unmapped } from '../parsing.ts';
import { isObject } from '../scalars.ts';
import type { Source } from '../source.ts';
import { auth } from './auth.ts';
import { AlertmanagerNotification } from './contract.ts';
import { groupsOf } from './mapping.ts';

const isOtherVersion = (json: unknown): boolean =>
  isObject(json) && typeof json['version'] === 'string' && json['version'] !== '4';

/** Prometheus Alertmanager's webhook receiver. */
export const alertmanager: Source = {
  name: 'alertmanager',
  ...auth,
  parse: parseJson((json) =>
    isOtherVersion(json)
      ? unmapped('another version than 4 of the webhook')
      : against(AlertmanagerNotification, json, (sent) => understood(groupsOf(sent))),
  ),
};
