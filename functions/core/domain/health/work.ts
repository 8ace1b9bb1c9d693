import type { Brake } from '../brake.ts';
import type { Incident } from '../incident.ts';
import { integrationsOn } from '../integrations.ts';
import type { HeldAlert, MaintenanceWindow } from '../maintenance.ts';
import type { Policy } from '../policy.ts';
import { type Instant, secondsBetween } from '../time.ts';
import { agoText, noted, type Sign, spanText, unwell, well } from './sign.ts';

/** An incident that is not over, and how its work stands. */
export interface Tended {
  readonly incident: Incident;
  /** How its execution stands. */
  readonly state: string;
  /** Nobody is at work on it, and the watch should have noticed. */
  readonly lost: boolean;
}

/** Whether every incident that is not over is worked on. */
export const workSigns = (tended: readonly Tended[], now: Instant): readonly Sign[] => {
  const lost = tended.filter((one) => one.lost);
  if (lost.length === 0) return [well('incidents', `${tended.length} open, each worked on`)];
  return lost.map(({ incident: { id, status, updatedAt }, state }) =>
    unwell(
      'incidents',
      `${id} is ${status}, nothing has touched it for ${spanText(secondsBetween(updatedAt, now))}, its execution is ${state}`,
      'the watch starts such anew or hands them over; the log of keep-watch says why it did not',
    ),
  );
};

/** What people stopped. It is no illness, but nothing is done there. */
export const brakeSigns = (brakes: readonly Brake[], now: Instant): readonly Sign[] => {
  const engaged = brakes.filter((brake) => brake.engaged);
  if (engaged.length === 0) return [well('brake', 'none is engaged')];
  return engaged.map(({ scope, by, reason, at }) =>
    noted('brake', `${scope} is engaged by ${by} since ${agoText(at, now)}: ${reason}; nothing is acted upon`),
  );
};

/** The maintenance windows that are open now, and what they hold. */
export const windowSigns = (
  windows: readonly MaintenanceWindow[],
  held: readonly HeldAlert[],
  now: Instant,
): readonly Sign[] => {
  const open = windows.filter(({ from, until }) => from <= now && now < until);
  if (open.length === 0) return [well('maintenance', 'no window is open')];
  return open.map(({ id, service, until, reason, by }) => {
    const holds = held.filter(({ windowId }) => windowId === id).length;
    const over = `ends in ${spanText(secondsBetween(now, until))}`;
    return noted(
      'maintenance',
      `${id} over ${service ?? 'everything'} ${over} (${by}: ${reason}); it holds ${holds} alerts`,
    );
  });
};

/** The names of the members of our secrets; a secret that cannot be looked at from here is absent. */
export interface SecretNames {
  readonly sources?: readonly string[] | undefined;
  readonly connections?: readonly string[] | undefined;
  readonly integrations?: readonly string[] | undefined;
}

/** What the policy needs of the secrets that people fill: connection strings, keys, and what opens other systems. */
export const secretSigns = ({ services, integrations }: Policy, names: SecretNames): readonly Sign[] => {
  const needed = {
    connections: Object.values(services).flatMap(({ postgres, admin }) => [postgres?.connection, admin?.key]),
    integrations: integrationsOn(integrations),
  };
  return (['connections', 'integrations'] as const).map((secret) => {
    const about = `secret ${secret}`;
    const has = names[secret];
    if (has === undefined) return noted(about, 'not looked at: nothing here says where it lies');
    const wanted = [...new Set(needed[secret].filter((one) => one !== undefined))];
    const missing = wanted.filter((one) => !has.includes(one));
    if (missing.length === 0)
      return well(about, wanted.length === 0 ? 'nothing is needed' : `has ${wanted.join(', ')}`);
    return unwell(about, `lacks ${missing.join(', ')}`, 'docs/deploying.md says what belongs there');
  });
};

/** The policy in force. */
export const policySign = ({ digest, services }: Policy): Sign => {
  const count = Object.keys(services).length;
  const says = `${digest.slice(0, 12)} is in force and names ${count} services`;
  return count > 0 ? well('policy', says) : unwell('policy', says, 'selfright.config.ts names them; deploy it');
};
