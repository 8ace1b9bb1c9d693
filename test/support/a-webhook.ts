import { SOURCE_NAMES, sourceNamed } from '../../functions/adapters/sources/index.ts';
import type { HttpRequest } from '../../functions/runtime/http.ts';
import { sameSecret } from '../../functions/runtime/same-secret.ts';
import { makeAuthenticate } from '../../functions/webhook/authenticate.ts';
import { makeSetAside } from '../../functions/webhook/set-aside.ts';
import { makeWebhook } from '../../functions/webhook/webhook.ts';
import { aPolicy } from './builders.ts';
import { aWorld } from './fakes/world.ts';
import { aRequest } from './http.ts';
import { payload } from './payloads.ts';
import { quarantining } from './quarantining.ts';

export const SECRET = 'alertmanager-secret-0001';

/** The webhook over an empty record, with these secrets of its sources. */
export const aWebhook = (secrets: Record<string, string | string[]> = { alertmanager: SECRET }) => {
  const world = aWorld({ policy: aPolicy() });
  const { receive, settle, quarantine } = quarantining(world);
  const warnings: string[] = [];
  const log = { warn: (message: string) => void warnings.push(message) };
  const answer = makeWebhook({
    sourceNamed,
    sourceNames: SOURCE_NAMES,
    authentic: makeAuthenticate({
      findSecret: async (pick) => pick(secrets),
      same: sameSecret,
      clock: world.clock,
      topics: [],
      certificate: async () => Promise.reject(new Error('none')),
    }),
    receive,
    setAside: makeSetAside({ settle, quarantine, confirm: async () => 'confirmed', log }),
    log,
  });
  return { ...world, warnings, answer };
};

/** An authentic notification of Alertmanager; `part` changes it. */
export const post = (part: Partial<Omit<HttpRequest, 'body' | 'path'>> & { path?: string; body?: unknown } = {}) =>
  aRequest({
    method: 'POST',
    path: '/alerts/alertmanager',
    body: payload('alertmanager/single-firing'),
    ...part,
    headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json', ...part.headers },
  });
