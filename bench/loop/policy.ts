import configure, { type Site } from '../../selfright.config.ts';

/** Addresses matter to nobody here. */
const NOWHERE = 'http://127.0.0.1:1';

const policyWith = (profile: Site['profile'], limits: 'usual' | 'wide') => {
  const { envelope, flapping, correlation, timings } = configure({
    profile,
    limits,
    storefrontUrl: NOWHERE,
    alertmanagerUrls: [],
    catalogueUrl: NOWHERE,
    checkoutUrls: [NOWHERE],
    ordersUrl: NOWHERE,
    acquirerUrl: NOWHERE,
    storefrontTlsUrl: NOWHERE,
  });
  return { envelope, flapping, correlation, timings };
};

/** The policy that a bench runs under, as far as it says how often, how soon and when; it is kept with the result. */
export const benchPolicy = (profile: Site['profile']) => policyWith(profile, 'wide');
export type BenchPolicy = ReturnType<typeof benchPolicy>;

const told = (value: unknown): string => JSON.stringify(value ?? {}).replaceAll('"', '');

/** The same in words; `{}` is as by default. */
export const policyLines = (profile: Site['profile']): readonly string[] => {
  const { envelope, flapping, correlation, timings } = benchPolicy(profile);
  return [
    `selfright.config.ts in the profile ${profile}, with wide limits, since the same faults are injected again and again;`,
    `the default limits are proven by npm run bench:safety`,
    `  limits       ${told(envelope)}`,
    `  flapping     ${told(flapping)}`,
    `  correlation  ${told(correlation)}`,
    `  timings      ${told(timings)}`,
  ];
};
