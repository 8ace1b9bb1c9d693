import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { ContractViolation, DependencyUnavailable } from '../../core/domain/errors.ts';
import { familyOf } from '../failures.ts';
import type { RawItem, Table } from './table.ts';

/** What an item of a transaction stands for, so that a refusal can be told apart from others. */
export type Role =
  | 'action'
  | 'alert'
  | 'approval'
  | 'brake'
  | 'cap'
  | 'episode'
  | 'grant'
  | 'lock'
  | 'meta'
  | 'part'
  | 'pointer'
  | 'policy'
  | 'tally'
  | 'timeline';

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write or check of a transaction; the table's name is filled in when it is sent. */
export interface Part {
  readonly role: Role;
  readonly write: (tableName: string) => Write;
}

/** An item whose condition failed (`refused`), or that another transaction was at work on (`contended`). */
export interface Refusal {
  readonly part: Part;
  readonly why: 'refused' | 'contended';
}

/** Condition of a write, with its names and values. */
export interface Condition {
  readonly that: string;
  readonly names?: Record<string, string>;
  readonly values?: Record<string, unknown>;
}

const expression = ({ that, names, values }: Condition) => ({
  ConditionExpression: that,
  ...(names && { ExpressionAttributeNames: names }),
  ...(values && { ExpressionAttributeValues: values }),
});

export const put = (role: Role, item: RawItem, condition?: Condition): Part => ({
  role,
  write: (TableName) => ({ Put: { TableName, Item: item, ...(condition && expression(condition)) } }),
});

/** Changes an item in part; `sets` stands after SET. */
export const update = (
  role: Role,
  key: RawItem,
  { sets, ...condition }: Condition & { readonly sets: string },
): Part => ({
  role,
  write: (TableName) => ({
    Update: { TableName, Key: key, UpdateExpression: `SET ${sets}`, ...expression(condition) },
  }),
});

export const check = (role: Role, key: RawItem, condition: Condition): Part => ({
  role,
  write: (TableName) => ({ ConditionCheck: { TableName, Key: key, ...expression(condition) } }),
});

export const remove = (role: Role, key: RawItem, condition?: Condition): Part => ({
  role,
  write: (TableName) => ({ Delete: { TableName, Key: key, ...(condition && expression(condition)) } }),
});

/** All or nothing. An empty answer means written; otherwise it names every item that stood in the way. */
export const transact = async ({ client, name }: Table, parts: readonly Part[]): Promise<readonly Refusal[]> => {
  try {
    await client.send(new TransactWriteCommand({ TransactItems: parts.map(({ write }) => write(name)) }));
    return [];
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw familyOf('dynamodb', error);
    return refusals(error, parts);
  }
};

const refusals = (error: TransactionCanceledException, parts: readonly Part[]): readonly Refusal[] => {
  const found = (error.CancellationReasons ?? []).flatMap(({ Code, Message }, index): Refusal[] => {
    const part = parts[index];
    if (part === undefined || Code === undefined || Code === 'None') return [];
    if (Code === 'ConditionalCheckFailed') return [{ part, why: 'refused' }];
    if (Code === 'TransactionConflict') return [{ part, why: 'contended' }];
    const what = `a transaction was cancelled by its ${part.role} item: ${Code} ${Message ?? ''}`;
    if (Code === 'ValidationError') throw new ContractViolation(what, { cause: error });
    throw new DependencyUnavailable('dynamodb', what, { cause: error });
  });
  if (found.length > 0) return found;
  throw new DependencyUnavailable('dynamodb', 'a transaction was cancelled without a reason', { cause: error });
};
