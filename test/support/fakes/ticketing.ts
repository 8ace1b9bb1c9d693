import { DependencyUnavailable } from '../../../functions/core/domain/errors.ts';
import type { IncidentId } from '../../../functions/core/domain/incident.ts';
import type { Telling } from '../../../functions/core/domain/telling.ts';
import type { IncidentStatus } from '../../../functions/core/domain/transitions.ts';
import type { Ticketing } from '../../../functions/core/ports/ticketing.ts';

interface Ticket {
  readonly incidentId: IncidentId;
  readonly comments: { readonly seq: number; readonly telling: Telling }[];
  readonly moves: IncidentStatus[];
  readonly links: IncidentStatus[];
  handedOver: boolean;
}

/** Tickets in memory, which can be down, and can do what they are asked and lose the answer. */
export interface InMemoryTicketing extends Ticketing {
  readonly tickets: Map<string, Ticket>;
  mode: 'well' | 'down' | 'lose-answers';
}

export const inMemoryTicketing = (): InMemoryTicketing => {
  const tickets = new Map<string, Ticket>();
  const ticket = (key: string): Ticket => {
    const found = tickets.get(key);
    if (found === undefined) throw new DependencyUnavailable('jira', `no ticket ${key}`);
    return found;
  };
  const asked = <T>(writes: boolean, deed: () => T): T => {
    if (fake.mode === 'down') throw new DependencyUnavailable('jira', 'is down');
    const answer = deed();
    if (writes && fake.mode === 'lose-answers') throw new DependencyUnavailable('jira', 'hung up');
    return answer;
  };
  const fake: InMemoryTicketing = {
    tickets,
    mode: 'well',
    find: async (id) => asked(false, () => [...tickets].find(([, one]) => one.incidentId === id)?.[0]),
    open: async ({ id }) =>
      asked(true, () => {
        const key = `SHOP-${tickets.size + 1}`;
        tickets.set(key, { incidentId: id, comments: [], moves: [], links: [], handedOver: false });
        return key;
      }),
    hasComment: async (key, seq) => asked(false, () => ticket(key).comments.some((one) => one.seq === seq)),
    comment: async (key, seq, telling) => asked(true, () => void ticket(key).comments.push({ seq, telling })),
    move: async (key, to) =>
      asked(true, () => {
        if (ticket(key).moves.at(-1) === to) return 'there';
        ticket(key).moves.push(to);
        return 'moved';
      }),
    handOver: async (key) =>
      asked(true, () => {
        ticket(key).handedOver = true;
      }),
    link: async (key, { status }) => asked(true, () => void ticket(key).links.push(status)),
    urlOf: (key) => `https://jira.test/browse/${key}`,
  };
  return fake;
};
