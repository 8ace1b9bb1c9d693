import { blockerAsJson } from '../ports/locks.ts';
import { sessionAsJson } from '../ports/sessions.ts';
import { type Look, type Place, UNKNOWN } from './looking.ts';

/** The database that is asked, and how the service's sessions are told from others'. */
const sessionsAt = ({ service, dependency }: Place) => {
  const [connection, prefix] = [dependency?.postgres?.connection, service?.applicationNamePrefix];
  return connection === undefined || prefix === undefined ? undefined : { connection, prefix };
};

const prefixAt = ({ service }: Place): string => service?.applicationNamePrefix ?? UNKNOWN;

const cannotTell = ({ scope }: Place) => ({
  missing: `the configuration does not say how ${scope.service}'s sessions are told from others'`,
});

/** Sessions that idle in a transaction. */
export const lookAtSessions: Look<'sessions'> = {
  asks: (_, place) =>
    `sessions of ${prefixAt(place)}* idle in a transaction for over ${place.policy.timings.idleInTransaction} s`,
  look: async ({ sessions }, place) => {
    const at = sessionsAt(place);
    if (at === undefined) return cannotTell(place);
    const { idleInTransaction } = place.policy.timings;
    const found = await sessions.idleInTransaction(at.connection, at.prefix, idleInTransaction);
    return { value: found.length, detail: found.map(sessionAsJson) };
  },
};

/** Whoever the service's sessions wait for. */
export const lookAtBlockers: Look<'locks'> = {
  asks: (_, place) =>
    `sessions that ${prefixAt(place)}* wait for, in a transaction of over ${place.policy.timings.idleInTransaction} s`,
  look: async ({ locks }, place) => {
    const at = sessionsAt(place);
    if (at === undefined) return cannotTell(place);
    const found = await locks.blockers(at.connection, at.prefix, place.policy.timings.idleInTransaction);
    const [blocker] = found;
    return { value: found.length, detail: blocker === undefined ? {} : { blocker: blockerAsJson(blocker) } };
  },
};
