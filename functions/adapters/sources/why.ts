import type { Parsed } from './source.ts';

/** In words, why there are no alerts in a notification. */
export const whyOf = (parsed: Exclude<Parsed, { outcome: 'understood' }>): string => {
  if (parsed.outcome === 'test') return 'a test message holds no alerts';
  if (parsed.outcome === 'subscription') return 'a question about a subscription holds no alerts';
  if (parsed.outcome !== 'invalid') return parsed.why;
  return parsed.problems.map(({ field, problem }) => `${field}: ${problem}`).join('; ');
};
