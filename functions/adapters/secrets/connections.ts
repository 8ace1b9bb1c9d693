import * as z from 'zod';
import { ContractViolation } from '../../core/domain/errors.ts';
import type { JsonSecret } from './json-secret.ts';

/** The connections secret: where databases are, with the credentials to get there, by the name that the policy uses. */
export const Connections = z.record(z.string().min(1), z.string().min(1));
export type Connections = z.infer<typeof Connections>;

/** Looks a connection up by its name. */
export const connectionsIn =
  (secret: JsonSecret<Connections>) =>
  async (connection: string): Promise<string> => {
    const found = await secret.find((all) => (Object.hasOwn(all, connection) ? all[connection] : undefined));
    if (found !== undefined) return found;
    throw new ContractViolation(`the connections secret has no member ${connection}`, {
      remedy: `put the address of ${connection} into the connections secret`,
    });
  };
