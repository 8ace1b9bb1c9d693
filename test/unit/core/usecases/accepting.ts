import type { Alert } from '../../../../functions/core/domain/alert.ts';
import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import type { Incident } from '../../../../functions/core/domain/incident.ts';
import { makeAcceptNotification } from '../../../../functions/core/usecases/accept-notification.ts';
import { makeCloseIncident } from '../../../../functions/core/usecases/close-incident.ts';
import { makeEscalateIncident } from '../../../../functions/core/usecases/escalate-incident.ts';
import { anAlert, anAlertGroup } from '../../../support/builders.ts';
import { aStage, moved, type Stage, wholeOf } from './stage.ts';

export const NOON = '2026-03-02T10:00:00.000Z';
export const down = new DependencyUnavailable('stepfunctions', 'throttled');

export const ready = () => {
  const stage = aStage();
  const accept = makeAcceptNotification(stage);
  /** A notification about these alerts that comes now. */
  const notify = (alerts: readonly Alert[] = [anAlert()], truncated = 0) =>
    accept(anAlertGroup({ alerts, truncated }), stage.clock().toISOString());
  return { stage, accept, notify };
};

export const other = (part: Partial<Alert> = {}) =>
  anAlert({ fingerprint: 'ffffffffffffffff', name: 'Api503', ...part });
export const ended = (alert: Alert): Alert => ({ ...alert, status: 'resolved', endsAt: NOON });

export const incidents = ({ memory }: Stage): readonly Incident[] =>
  [...memory.incidents.values()].map(({ incident }) => incident);

export const only = (stage: Stage): Incident => {
  const [incident, ...more] = incidents(stage);
  if (incident === undefined || more.length > 0) throw new Error(`${incidents(stage).length} incidents, not 1`);
  return incident;
};

/** Takes the incident to its end as the workflow does when the recovery was measured. */
export const recover = async (stage: Stage): Promise<Incident> => {
  const open = incidents(stage).at(-1);
  if (open === undefined) throw new Error('nothing is open');
  await moved(stage, open, 'diagnosing', 'mitigating', 'verifying', 'resolved');
  await makeCloseIncident(stage)(open.id, 1);
  return (await wholeOf(stage, open)).incident;
};

export const handOver = async (stage: Stage): Promise<Incident> => {
  const open = incidents(stage).at(-1);
  if (open === undefined) throw new Error('nothing is open');
  await makeEscalateIncident(stage)(open.id, 1, 'evidence_contradicts');
  return (await wholeOf(stage, open)).incident;
};
