import { DependencyUnavailable } from '../../../functions/core/domain/errors.ts';
import type { Deployed, Releases } from '../../../functions/core/ports/releases.ts';

/** Releases in memory, by `<function>:<alias>`. */
export interface InMemoryReleases extends Releases {
  readonly aliases: Map<string, Deployed>;
  /** Every look fails with this while it is set. */
  failing: Error | undefined;
}

export const inMemoryReleases = (aliases: Record<string, Deployed> = {}): InMemoryReleases => {
  const fake: InMemoryReleases = {
    aliases: new Map(Object.entries(aliases)),
    failing: undefined,
    deployed: async (functionName, alias) => {
      if (fake.failing) throw fake.failing;
      const deployed = fake.aliases.get(`${functionName}:${alias}`);
      if (deployed === undefined) throw new DependencyUnavailable('lambda', `${functionName} has no alias ${alias}`);
      return deployed;
    },
  };
  return fake;
};
