import type { Desk } from '../adapters/operator-api/desk.ts';
import { Refused } from '../adapters/operator-api/refused.ts';
import type { IncidentView } from '../core/contracts/api.ts';
import type { Asked } from './asked.ts';

/** The incident that a message is about: by its id, or the newest one about a service that is not closed. */
export const findIncident = async (desk: Desk, { incident_id, alert }: Asked): Promise<IncidentView> => {
  if (incident_id !== undefined) return desk.incident(incident_id);
  if (alert === undefined) {
    throw new Refused(422, 'the message names no incident: send a data part with incident_id, or with alert.service');
  }
  const { incidents } = await desk.incidents({ service: alert.service, limit: 10 });
  const open = incidents.find(({ status }) => status !== 'closed');
  if (open === undefined) throw new Refused(404, `no incident is open about ${alert.service}`);
  return desk.incident(open.id);
};
