import { ContractViolation } from '../../core/domain/errors.ts';
import type { AlertReader } from '../../core/ports/alert-reader.ts';
import { sourceNamed } from './index.ts';

/** Reads a stored notification the way its source's webhook accepted it. */
export const sourceAlertReader: AlertReader = (name, body) => {
  const source = sourceNamed(name);
  if (source === undefined) throw new ContractViolation(`unknown source: ${name}`);
  const parsed = source.parse(body);
  if (parsed.outcome === 'understood') return parsed.groups;
  const what =
    parsed.outcome === 'unreadable'
      ? parsed.why
      : parsed.problems.map(({ field, problem }) => `${field}: ${problem}`).join('; ');
  throw new ContractViolation(`a notification of ${name} cannot be read: ${what}`);
};
