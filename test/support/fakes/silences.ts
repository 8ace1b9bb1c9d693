import type { Alert } from '../../../functions/core/domain/alert.ts';
import type { IncidentId } from '../../../functions/core/domain/incident.ts';
import { type Instant, instant } from '../../../functions/core/domain/time.ts';
import type { Clock } from '../../../functions/core/ports/clock.ts';
import type { Silences } from '../../../functions/core/ports/silences.ts';

/** Silences that a test can look at. */
export interface InMemorySilences extends Silences {
  /** Fingerprints of what is silenced now. */
  readonly silenced: () => readonly string[];
}

export const inMemorySilences = (clock: Clock): InMemorySilences => {
  const all: { readonly incidentId: IncidentId; readonly alert: Alert; readonly until: Instant }[] = [];
  const standing = () => all.filter(({ until }) => until > instant(clock()));
  return {
    silenced: () => standing().map(({ alert }) => alert.fingerprint),
    begin: async (incidentId, alerts, until) => {
      all.push(...alerts.map((alert) => ({ incidentId, alert, until })));
    },
    end: async (incidentId) => {
      const ours = standing().filter((one) => one.incidentId === incidentId);
      for (const one of ours) all.splice(all.indexOf(one), 1);
      return ours.length;
    },
  };
};

/** Where nothing is ever silenced. */
export const noSilence = { endLeft: async () => undefined };
