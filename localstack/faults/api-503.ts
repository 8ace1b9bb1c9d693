import { lambdaReleases, type Release, type Releases, type Variables } from '../storefront/releases.ts';
import type { Fault, Patient } from './index.ts';

/** Payments cannot answer without it; the bad release is the one that lost it. */
const KEY = 'PAYMENT_PROVIDER_KEY_ID';

const works = (variables: Variables): boolean => Boolean(variables[KEY]);

/** The newest version before the live one that works, for a process that does not remember what it replaced. */
export const goodBefore = (live: Release, published: readonly Release[]): string | undefined =>
  published.findLast(({ version, variables }) => Number(version) < Number(live.version) && works(variables))?.version;

/**
 * Somebody releases payments with a setting missing, and puts that version live on the alias: every call to it fails,
 * and checkout answers 503. Pointing the alias to a version that works, by whomever, cures it.
 */
export const makeApi503 = (releases: Releases): Fault => {
  let replaced: { readonly good: string; readonly bad: string } | undefined;

  return {
    name: 'api-503',
    inject: async () => {
      const live = await releases.live();
      if (live === undefined) throw new Error('payments is not deployed yet');
      if (!works(live.variables)) return;
      const { [KEY]: _lost, ...rest } = await releases.draft();
      await releases.redraft(rest);
      const bad = await releases.publish();
      replaced = { good: live.version, bad };
      await releases.goLive(bad);
    },
    heal: async () => {
      const live = await releases.live();
      if (live === undefined) return false;
      const liveIsBad = !works(live.variables);
      const published = await releases.published();
      const good = replaced?.bad === live.version ? replaced.good : goodBefore(live, published);
      if (liveIsBad && good === undefined)
        throw new Error(`no earlier version of payments has ${KEY}; deploy it again`);
      if (liveIsBad && good !== undefined) await releases.goLive(good);

      const draft = await releases.draft();
      const draftIsBad = !works(draft);
      const key = published.find(({ version }) => version === (liveIsBad ? good : live.version))?.variables[KEY];
      if (draftIsBad && key !== undefined) await releases.redraft({ ...draft, [KEY]: key });
      return liveIsBad || draftIsBad;
    },
  };
};

export const api503 = ({ paymentsFunction, paymentsAlias }: Patient): Fault =>
  makeApi503(lambdaReleases(paymentsFunction, paymentsAlias));
