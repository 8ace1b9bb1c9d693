import { parseWith } from '../parse-with.ts';
import type { Source } from '../source.ts';
import { auth } from './auth.ts';
import { AlertmanagerNotification } from './contract.ts';
import { groupsOf } from './mapping.ts';

/** Prometheus Alertmanager's webhook receiver. */
export const alertmanager: Source = {
  name: 'alertmanager',
  ...auth,
  parse: parseWith(AlertmanagerNotification, groupsOf),
};
