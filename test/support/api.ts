import * as z from 'zod';
import { CommandFailed, EXIT } from '../../cli/exit.ts';
import { patiently } from '../../cli/patiently.ts';
import type { TestOutputs } from './outputs.ts';

const Entry = z.looseObject({
  seq: z.number(),
  at: z.string(),
  kind: z.string(),
  reason: z.string().optional(),
  text: z.string(),
  data: z.record(z.string(), z.unknown()).default({}),
});

/** An incident as a person sees it through the API. */
export const SeenIncident = z.looseObject({
  id: z.string(),
  status: z.string(),
  service: z.string().optional(),
  openedAt: z.string(),
  openedFor: z.string(),
  endedFor: z.string().optional(),
  linkedTo: z.string().optional(),
  alerts: z.array(z.looseObject({ name: z.string(), status: z.string(), labels: z.record(z.string(), z.string()) })),
  diagnosis: z
    .looseObject({
      outcome: z.string(),
      best: z.looseObject({ fault: z.string() }).optional(),
      examination: z.looseObject({ outcome: z.string(), says: z.string() }).optional(),
    })
    .nullish(),
  ranking: z.array(z.looseObject({ service: z.string(), confidence: z.number() })),
  actions: z.array(z.looseObject({ step: z.string(), result: z.string(), target: z.string() })),
  timeline: z.array(Entry),
});
export type SeenIncident = z.infer<typeof SeenIncident>;

const Listed = z.object({
  incidents: z.array(
    z.looseObject({ id: z.string(), status: z.string(), openedAt: z.string(), service: z.string().optional() }),
  ),
});

/** Speaks to the API as one of the roles. */
export const apiOf = ({ apiUrl, tokens }: TestOutputs, role = 'viewer') => {
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${apiUrl}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${tokens[role]}`, 'content-type': 'application/json', ...init.headers },
    });
  /** Whoever waits for something asks again when the API is too busy to answer, as the command line does. */
  const read = (path: string): Promise<unknown> =>
    patiently(async () => {
      const response = await call(path);
      const body = await response.text();
      if (response.status >= 500) throw new CommandFailed(EXIT.unreachable, `${path}: ${response.status} ${body}`);
      return JSON.parse(body);
    });
  return {
    call,
    incident: async (id: string): Promise<SeenIncident> => SeenIncident.parse(await read(`/incidents/${id}`)),
    incidents: async () => Listed.parse(await read('/incidents?limit=50')).incidents,
  };
};

/** Sends a notification as a source does. */
export const sendAlerts = (
  { apiUrl, secrets }: TestOutputs,
  body: string,
  headers: Readonly<Record<string, string>> = {},
  source = 'alertmanager',
): Promise<Response> =>
  fetch(`${apiUrl}/alerts/${source}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secrets[source]}`, 'content-type': 'application/json', ...headers },
    body,
  });
