import { bearerOrBasic } from './bearer-or-basic.ts';
import type { Presented, Source } from './source.ts';

/** Whether a value is one of the secrets. Every secret is compared, so that time tells nothing. */
export const isSecret = (given: string | undefined, { secrets, same }: Presented): boolean =>
  given !== undefined && secrets.map((secret) => same(given, secret)).includes(true);

/** Bearer or basic credentials, or the secret alone in one of these headers (lower case), for vendors with fixed habits. */
export const bearerBasicOrHeader = (
  ...names: readonly string[]
): Pick<Source, 'authenticate' | 'schemes' | 'credential'> => ({
  schemes: bearerOrBasic.schemes,
  credential: `${bearerOrBasic.credential}, nor a secret in the header ${names.join(' or ')}`,
  authenticate: (presented) =>
    [
      bearerOrBasic.authenticate(presented),
      ...names.map((name) => isSecret(presented.headers[name], presented)),
    ].includes(true),
});
