import type { Manifests } from './manifests.ts';
import type { Weakness } from './weakness.ts';

/** What a bug in the making of manifests once sent: an order without an id. */
export const POISON = '{"orderIds":["undefined"]}';

interface Parts {
  readonly manifests: Manifests;
  readonly deadLetters: Manifests;
  /** What the shipping refuses at the moment. */
  readonly refusals: { any(): boolean; clear(): void };
}

/**
 * A manifest slips out that nobody can read. The shipping takes manifests in order, so that every one behind it waits; the
 * queue would offer it a thousand times before it gave it up. Whoever moves it out of the way cures it.
 */
export const makePoison = ({ manifests, deadLetters, refusals }: Parts): Weakness => {
  let sent = false;
  return {
    name: 'poison',
    begin: async () => {
      if (refusals.any()) return;
      if (!(await manifests.send(POISON))) throw new Error('there is no queue for manifests yet');
      sent = true;
    },
    end: async () => {
      const moved = await deadLetters.remove(POISON);
      const mayBlock = refusals.any() || (sent && !moved);
      sent = false;
      const blocked = mayBlock && (await manifests.remove(POISON));
      if (blocked) refusals.clear();
      return moved || blocked;
    },
  };
};
