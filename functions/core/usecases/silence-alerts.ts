import type { Alert } from '../domain/alert.ts';
import { SelfrightError } from '../domain/errors.ts';
import type { IncidentId, WholeIncident } from '../domain/incident.ts';
import type { AlertmanagerPolicy } from '../domain/policy.ts';
import { leftSilenceIn } from '../domain/silence.ts';
import { instant, plusSeconds } from '../domain/time.ts';
import type { TimelineDraft } from '../domain/timeline.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import type { Silences } from '../ports/silences.ts';
import { makeChangeIncident } from './change-incident.ts';

export interface SilenceDeps {
  readonly store: IncidentStore;
  readonly policies: PolicySource;
  /** The silences of the Alertmanagers that the policy names. */
  readonly silencesOf: (alertmanager: AlertmanagerPolicy) => Silences;
  readonly clock: Clock;
}

const ACTOR = 'act';
const SOURCE = 'alertmanager';
/** A step that takes all of its time still ends its silence itself. Seconds. */
const SPARE = 5;

/** The alerts of an incident that Alertmanager sent and that still fire. */
const itsAlerts = ({ incident, alerts }: WholeIncident): readonly Alert[] =>
  alerts.filter(({ status, from }) => status === 'firing' && (from ?? incident).source === SOURCE);

/** Keeps Alertmanager quiet about an incident's alerts while something is done, where the policy asks for that. */
export const makeSilenceAlerts = ({ store, policies, silencesOf, clock }: SilenceDeps) => {
  const change = makeChangeIncident(store);

  const tell = (id: IncidentId, entry: Omit<TimelineDraft, 'actor'>) =>
    change(id, (current) => current && { entries: [{ actor: ACTOR, ...entry }] });

  /** A silence is never worth an action, nor an escalation: what goes wrong with it is told, and all goes on. */
  const trying = async (id: IncidentId, what: string, work: () => Promise<Omit<TimelineDraft, 'actor'>>) => {
    const entry = await work().catch((error: unknown): Omit<TimelineDraft, 'actor'> => {
      if (!(error instanceof SelfrightError)) throw error;
      return { kind: 'silence.failed', text: `Could not ${what}: ${error.message}.` };
    });
    await tell(id, entry);
    return entry.kind;
  };

  const end = (id: IncidentId, silences: Silences) =>
    trying(id, 'end the silence, which ends by itself', async () => {
      const ended = await silences.end(id);
      return { kind: 'silence.ended', text: `Alertmanager tells of its alerts again.`, data: { silences: ended } };
    });

  return {
    /** Carries something out that takes so many seconds at most, with the incident's alerts silenced meanwhile. */
    quietly: async <T>(id: IncidentId, seconds: number, work: () => Promise<T>): Promise<T> => {
      const { alertmanager } = await policies.current();
      if (alertmanager?.silenceActions !== true) return work();
      const whole = await store.readWhole(id);
      const alerts = whole === undefined ? [] : itsAlerts(whole);
      if (alerts.length === 0) return work();
      const silences = silencesOf(alertmanager);
      const until = plusSeconds(instant(clock()), seconds + SPARE);
      await trying(id, 'silence its alerts while this runs', async () => {
        await silences.begin(id, alerts, until);
        const text = `Alertmanager keeps quiet about its alerts while this runs, until ${until} at the latest.`;
        return { kind: 'silence.begun', text, data: { until, alerts: alerts.length } };
      });
      try {
        return await work();
      } finally {
        // Also when setting it failed half-way.
        await end(id, silences);
      }
    },
    /** Ends what a crash left behind; mostly there is nothing. */
    endLeft: async (whole: WholeIncident): Promise<void> => {
      if (leftSilenceIn(whole, instant(clock())) === undefined) return;
      const { alertmanager } = await policies.current();
      if (alertmanager !== undefined) await end(whole.incident.id, silencesOf(alertmanager));
    },
  };
};

export type SilenceAlerts = ReturnType<typeof makeSilenceAlerts>;
