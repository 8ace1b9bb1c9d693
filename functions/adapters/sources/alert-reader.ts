import { ContractViolation } from '../../core/domain/errors.ts';
import type { AlertReader } from '../../core/ports/alert-reader.ts';
import { sourceNamed } from './index.ts';
import type { Parsed } from './source.ts';

/** Reads a stored notification the way its source's webhook accepted it. */
export const sourceAlertReader: AlertReader = (name, body, receivedAt) => {
  const source = sourceNamed(name);
  if (source === undefined) throw new ContractViolation(`unknown source: ${name}`);
  const parsed = source.parse(body, { receivedAt });
  if (parsed.outcome === 'understood') return parsed.groups;
  throw new ContractViolation(`a notification of ${name} cannot be read: ${whyOf(parsed)}`);
};

const whyOf = (parsed: Exclude<Parsed, { outcome: 'understood' }>): string => {
  if (parsed.outcome === 'test') return 'a test message holds no alerts';
  if (parsed.outcome === 'subscription') return 'a question about a subscription holds no alerts';
  if (parsed.outcome !== 'invalid') return parsed.why;
  return parsed.problems.map(({ field, problem }) => `${field}: ${problem}`).join('; ');
};
