import type { Alert } from '../domain/alert.ts';
import { DependencyUnavailable } from '../domain/errors.ts';
import { type IncidentId, isOver } from '../domain/incident.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import { namesOf } from './alert-names.ts';

const ACTOR = 'intake';
const ROUNDS = 10;

/** Records on an incident, over or not, that alerts of it resolved. What it knows already changes nothing. */
export const makeRecordResolved =
  (store: IncidentStore) =>
  async (id: IncidentId, alerts: readonly Alert[]): Promise<void> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const whole = await store.readWhole(id);
      const news = alerts.filter((alert) =>
        whole?.alerts.some((held) => held.status === 'firing' && isSame(held, alert)),
      );
      if (whole === undefined || news.length === 0) return;
      const text = `${namesOf(news)} resolved${isOver(whole.incident.status) ? ', after this had ended' : ''}.`;
      const written = await store.resolveAlerts(whole.incident, news, { kind: 'alert.resolved', actor: ACTOR, text });
      if (written === 'recorded') return;
    }
    throw new DependencyUnavailable('intake', `${id} kept changing through ${ROUNDS} rounds`);
  };

const isSame = (a: Alert, b: Alert): boolean => a.fingerprint === b.fingerprint && a.startsAt === b.startsAt;
