import { ContractViolation } from '../../core/domain/errors.ts';
import type { AlertReader } from '../../core/ports/alert-reader.ts';
import { sourceNamed } from './index.ts';
import { own } from './own.ts';
import { whyOf } from './why.ts';

/** Reads a stored notification the way its source's webhook accepted it. */
export const sourceAlertReader: AlertReader = (name, body, receivedAt) => {
  const source = name === own.name ? own : sourceNamed(name);
  if (source === undefined) throw new ContractViolation(`unknown source: ${name}`);
  const parsed = source.parse(body, { receivedAt });
  if (parsed.outcome === 'understood') return parsed.groups;
  throw new ContractViolation(`a notification of ${name} cannot be read: ${whyOf(parsed)}`);
};
