import { Counter, Gauge } from 'prom-client';
import * as z from 'zod/mini';
import type { AdminCall } from './admin.ts';
import { Refused } from './answers.ts';
import type { Metrics } from './metrics.ts';
import { parse } from './parse.ts';
import type { Answer, Asked } from './routes.ts';
import type { Weakness } from './weakness.ts';

export interface PlacesOptions {
  /** How many visitors have a place at once on a usual day. */
  readonly usual: number;
  /** How many there may be at most, whoever asks for more. */
  readonly most: number;
  /** How long a visitor keeps a place after a page: as long as a page is read. Milliseconds. */
  readonly stayMillis: number;
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
}

type Handle = (asked: Asked) => Promise<Answer>;

/** As many visitors at once as there are places; whoever finds none is turned away at the door. */
export const makePlaces = (
  { registry }: Pick<Metrics, 'registry'>,
  { usual, most, stayMillis, now }: PlacesOptions,
) => {
  const Given = z.object({ limit: z.number().check(z.int(), z.minimum(1), z.maximum(most)) });
  const registers = [registry];
  /** When each visitor leaves, earliest first. */
  const leaves: number[] = [];
  let limit = usual;

  const inside = (): number => {
    const at = now();
    while (leaves[0] !== undefined && leaves[0] <= at) leaves.shift();
    return leaves.length;
  };
  const measured = (what: { readonly name: string; readonly help: string }, value: () => number): void => {
    new Gauge({
      ...what,
      registers,
      collect() {
        this.set(value());
      },
    });
  };
  measured({ name: 'admission_visitors', help: 'Visitors that have a place.' }, inside);
  measured({ name: 'admission_limit', help: 'Visitors that may have a place at once.' }, () => limit);
  measured({ name: 'admission_limit_most', help: 'What that may be raised to at most.' }, () => most);
  const turnedAway = new Counter({
    name: 'admission_turned_away_total',
    help: 'Visitors that found no place.',
    registers,
  });

  const admission: AdminCall = {
    state: () => ({ limit }),
    run: (given) => {
      const read = parse(Given, given);
      if (read.outcome !== 'fits') throw new Error(read.fields);
      limit = read.value.limit;
      return { limit };
    },
  };

  /** Somebody has opened the door as wide as it goes. */
  const wideDoor: Weakness = {
    name: 'wide-door',
    begin: () => {
      limit = most;
    },
    end: () => {
      const wasOther = limit !== usual;
      limit = usual;
      return wasOther;
    },
  };

  return {
    /** Serves whoever finds a place. */
    seated:
      (handle: Handle): Handle =>
      async (asked) => {
        if (inside() >= limit) {
          turnedAway.inc();
          throw new Refused(429, 'too_many_visitors', 'every place is taken; come again in a moment');
        }
        leaves.push(now() + stayMillis);
        return handle(asked);
      },
    calls: { admission },
    weakness: wideDoor,
  };
};
