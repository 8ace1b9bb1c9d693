import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { patiently } from '../../cli/patiently.ts';
import type { IncidentView } from '../../functions/core/contracts/api.ts';
import type { IncidentId } from '../../functions/core/domain/incident.ts';
import type { Stage } from './scenario.ts';

const PATIENCE_MS = 120_000;
const Accepted = z.object({ receiptId: z.string() });
const SETTLED = ['opened', 'joined', 'duplicate', 'recorded', 'quarantined', 'dead_lettered'];

/** Sends a firing alert of our own documented form; answers the incident that it opened or joined. */
export const postAlert = async ({ outputs, client }: Stage, name: string, service: string): Promise<IncidentId> => {
  const answer = await fetch(`${outputs.apiUrl}/alerts/generic`, {
    method: 'POST',
    headers: { authorization: `Bearer ${outputs.secrets['generic']}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      groupKey: `${name}-${service}-${Date.now()}`,
      alerts: [{ name, service, severity: 'critical', startsAt: new Date().toISOString() }],
    }),
  });
  const { receiptId } = Accepted.parse(await answer.json());
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const receipt = await patiently(() => client.receipt(receiptId));
    if (receipt?.incidentId !== undefined) return receipt.incidentId;
    if (receipt !== undefined && SETTLED.includes(receipt.state)) break;
    await delay(500);
  }
  throw new Error(`the alert ${name} of ${service} opened no incident (${answer.status})`);
};

const untilIs = async (
  { client }: Stage,
  id: IncidentId,
  is: (incident: IncidentView) => boolean,
): Promise<IncidentView> => {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const incident = await patiently(() => client.incident(id));
    if (is(incident) || Date.now() > until) return incident;
    await delay(500);
  }
};

/** The incident once it is closed, or people were told that it is theirs. */
export const untilOver = (stage: Stage, id: IncidentId): Promise<IncidentView> =>
  untilIs(stage, id, ({ status, toldAt }) => status === 'closed' || toldAt !== undefined);

/** The incident once people are asked about it. */
export const untilAsked = (stage: Stage, id: IncidentId): Promise<IncidentView> =>
  untilIs(stage, id, ({ status }) => status === 'awaiting_approval');
