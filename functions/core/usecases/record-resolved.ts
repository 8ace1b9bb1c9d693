import { type Alert, ANY_GROUP, isGroup } from '../domain/alert.ts';
import { DependencyUnavailable } from '../domain/errors.ts';
import { type IncidentId, isOver } from '../domain/incident.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Reason } from '../domain/reason.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import { namesOf } from './alert-names.ts';

const ROUNDS = 10;

/** Records on an incident, over or not, that alerts of it resolved. What it knows already changes nothing. */
export const makeRecordResolved =
  (store: IncidentStore, actor = 'intake') =>
  async (id: IncidentId, alerts: readonly Alert[], reason?: Reason, data?: JsonObject): Promise<void> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const whole = await store.readWhole(id);
      const news = (whole?.alerts ?? [])
        .filter(({ status }) => status === 'firing')
        .flatMap((held) => {
          const told = alerts.find((alert) => isSame(held, alert));
          return told === undefined ? [] : [{ ...told, from: held.from }];
        });
      if (whole === undefined || news.length === 0) return;
      const text = `${namesOf(news)} resolved${isOver(whole.incident.status) ? ', after this had ended' : ''}.`;
      const written = await store.resolveAlerts(whole.incident, news, {
        ...{ kind: 'alert.resolved', actor, reason, text, data },
      });
      if (written === 'recorded') return;
    }
    throw new DependencyUnavailable('intake', `${id} kept changing through ${ROUNDS} rounds`);
  };

const isSame = (held: Alert, sent: Alert): boolean =>
  held.fingerprint === sent.fingerprint && held.startsAt === sent.startsAt && isFromThere(held, sent);

const isFromThere = (held: Alert, sent: Alert): boolean =>
  held.from?.groupKey === ANY_GROUP ||
  (held.from === undefined || sent.from === undefined ? held.from === sent.from : isGroup(held.from, sent.from));
