import type { IncidentView } from '../../functions/core/contracts/api.ts';
import type { Case } from './cases.ts';
import type { FiredAlert } from './fired.ts';

/** Everything that was seen of one injection. */
export interface Seen {
  readonly injectedAt: string;
  /** The incidents that it led to, oldest first. */
  readonly incidents: readonly IncidentView[];
  /** Alerts that fired meanwhile for long enough to be told of, as Prometheus knows them. */
  readonly fired: readonly FiredAlert[];
  /** All that fired, however shortly: what was healed soon need not have fired for long. */
  readonly firings: readonly FiredAlert[];
  /** Names and services of the alerts that any incident has. */
  readonly known: readonly string[];
  /** What still fired, or fired again, after everything was over. */
  readonly firesOn: readonly string[];
  /** What of the shop was not as new once it was healed. */
  readonly left: readonly string[];
}

/** What an injection came to. */
export interface Verdict {
  readonly diagnosedRight: boolean;
  readonly acted: boolean;
  readonly verified: boolean;
  /** Closed as verified by the right steps; or, where nothing may be done, handed over or closed with nothing done. */
  readonly asExpected: boolean;
  /** Alerts that no incident has. */
  readonly lost: readonly string[];
  /** Incidents that were closed as verified while the harm went on. */
  readonly falseFixes: readonly string[];
  /** Steps that were done for a cause that was not there. */
  readonly wrongActions: readonly string[];
  /** What of the shop was not as new once it was healed. */
  readonly left: readonly string[];
}

const DONE = new Set(['started', 'done', 'failed', 'unknown']);

const isVerified = ({ status, verification }: IncidentView): boolean =>
  status === 'closed' && verification?.outcome === 'verified';

const stepsOf = ({ actions }: IncidentView): readonly string[] =>
  actions.filter(({ result }) => DONE.has(result)).map(({ step }) => step);

const foundIn = ({ diagnoses }: IncidentView): readonly string[] =>
  diagnoses.flatMap((diagnosis) => (diagnosis.outcome === 'explained' ? [diagnosis.best.fault] : []));

const lostOf = ({ fired, known }: Seen): readonly string[] =>
  fired.map(({ name, service }) => `${name} ${service}`).filter((alert) => !known.includes(alert));

/** What fires on of an incident: its own alerts, and any other of its services. Another trouble's alerts are not its harm. */
const goesOn = ({ service, alerts }: IncidentView, firesOn: readonly string[]): readonly string[] => {
  const services = [service, ...alerts.map((alert) => alert.service)];
  return firesOn.filter((alert) => services.some((one) => one !== undefined && alert.endsWith(` ${one}`)));
};

/** Holds what was seen against what must become of it. */
export const judge = ({ expected, faults }: Case, seen: Seen): Verdict => {
  const { incidents, firesOn } = seen;
  const found = new Set(incidents.flatMap(foundIn));
  const wrongActions = incidents.flatMap((incident) =>
    stepsOf(incident).length > 0 && !foundIn(incident).every((fault) => faults.includes(fault))
      ? stepsOf(incident).map((step) => `${step} in ${incident.id}`)
      : [],
  );
  const acted = incidents.some((incident) => stepsOf(incident).length > 0);
  const verified = incidents.some(isVerified);
  const diagnosedRight = faults.every((fault) => found.has(fault)) && [...found].every((one) => faults.includes(one));
  const healed = incidents.filter(isVerified);
  const asExpected =
    expected === 'handed over'
      ? !acted && !verified && incidents.every(({ status }) => status === 'escalated' || status === 'closed')
      : diagnosedRight && healed.length === faults.length && incidents.length === faults.length;
  return {
    diagnosedRight,
    acted,
    verified,
    asExpected,
    lost: lostOf(seen),
    falseFixes: healed.flatMap((incident) => {
      const harm = goesOn(incident, firesOn);
      return harm.length > 0 ? [`${incident.id} while ${harm.join(', ')}`] : [];
    }),
    left: seen.left,
    wrongActions: expected === 'handed over' ? incidents.flatMap(stepsOf) : wrongActions,
  };
};
