import type { Presented, Source } from '../adapters/sources/source.ts';
import type { SourceSecrets } from '../core/contracts/secrets.ts';

export interface AuthenticateDeps extends Pick<Presented, 'same' | 'topics' | 'certificate'> {
  /** Looks into the secrets, and once more into fresh ones when nothing is found. */
  readonly findSecret: <R>(pick: (all: SourceSecrets) => R | undefined) => Promise<R | undefined>;
  readonly clock: () => Date;
}

const secretsOf = (all: SourceSecrets, { name }: Source): readonly string[] =>
  Object.hasOwn(all, name) ? [all[name] ?? []].flat() : [];

/** Whether a request is from whom it says. Secrets that do not fit are read anew once: they may just have been replaced. */
export const makeAuthenticate =
  ({ findSecret, clock, ...means }: AuthenticateDeps) =>
  async (source: Source, request: Pick<Presented, 'headers' | 'rawBody'>): Promise<boolean> => {
    const fits = async (secrets: readonly string[]) =>
      source.authenticate({ ...request, ...means, secrets, now: clock() });
    const known = (await findSecret((all) => secretsOf(all, source))) ?? [];
    if (await fits(known)) return true;
    const replaced = await findSecret((all) => {
      const secrets = secretsOf(all, source);
      return secrets.join() === known.join() ? undefined : secrets;
    });
    return replaced !== undefined && fits(replaced);
  };
