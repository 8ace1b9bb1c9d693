import { GetParameterHistoryCommand, type ParameterHistory, type SSMClient } from '@aws-sdk/client-ssm';
import { ContractViolation } from '../../core/domain/errors.ts';
import type { ParameterValue } from '../../core/domain/parameter.ts';
import { instant } from '../../core/domain/time.ts';
import type { Parameters } from '../../core/ports/parameters.ts';
import { calling } from '../failures.ts';

/** The store keeps a hundred versions of a parameter, and tells fifty at once. */
const MOST_PAGES = 4;

const asValue = ({ Value = '', Version = 0, LastModifiedDate }: ParameterHistory): ParameterValue => ({
  value: Value,
  version: Version,
  changedAt: instant(LastModifiedDate ?? new Date(0)),
});

const pagesOf = async (client: SSMClient, name: string): Promise<readonly ParameterHistory[]> => {
  const found: ParameterHistory[] = [];
  let next: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const asked = new GetParameterHistoryCommand({ Name: name, NextToken: next });
    const { Parameters: some = [], NextToken } = await calling('parameters', () => client.send(asked));
    found.push(...some);
    if (NextToken === undefined) break;
    next = NextToken;
  }
  return found;
};

/** Parameters of the Systems Manager, with their history. */
export const ssmParameterHistory = (client: SSMClient): Parameters => ({
  history: async (name) => {
    const found = await pagesOf(client, name);
    if (found.some(({ Type }) => Type === 'SecureString')) {
      throw new ContractViolation(`${name} is a secret; its values are not read`);
    }
    return found.map(asValue).toSorted((a, b) => a.version - b.version);
  },
});
