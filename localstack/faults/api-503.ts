import { lambdaReleases, type Release, type Releases, type Variables } from '../storefront/releases.ts';
import type { Fault, Patient } from './fault.ts';

/** Payments cannot authorise anything without it; the bad release is the one that lost it. */
const KEY = 'PAYMENT_PROVIDER_KEY_ID';

const works = (variables: Variables): boolean => Boolean(variables[KEY]);

/**
 * Somebody releases payments with a setting missing, and puts that version live on the alias: it refuses every call,
 * and checkout answers 503. Pointing the alias to a version that works, by whomever, cures it.
 */
export const makeApi503 = (releases: Releases): Fault => {
  let replaced: { readonly good: string; readonly bad: string } | undefined;

  /** What the bad version replaced; for a process that does not remember, the newest before it that works. */
  const goodBefore = async (bad: Release): Promise<Release> => {
    const working = (await releases.published()).filter(({ variables }) => works(variables));
    const good =
      working.find(({ version }) => replaced?.bad === bad.version && version === replaced.good) ??
      working.findLast(({ version }) => Number(version) < Number(bad.version));
    if (good === undefined) throw new Error(`no earlier version of payments has ${KEY}; deploy it again`);
    return good;
  };

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
      const good = works(live.variables) ? live : await goodBefore(live);
      if (good !== live) await releases.goLive(good.version);

      const draft = await releases.draft();
      const draftIsBad = !works(draft);
      if (draftIsBad) await releases.redraft({ ...draft, [KEY]: good.variables[KEY] ?? '' });
      return good !== live || draftIsBad;
    },
  };
};

export const api503 = ({ paymentsFunction, paymentsAlias }: Patient): Fault =>
  makeApi503(lambdaReleases(paymentsFunction, paymentsAlias));
