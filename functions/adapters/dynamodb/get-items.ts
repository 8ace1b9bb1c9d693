import { BatchGetCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { DependencyUnavailable } from '../../core/domain/errors.ts';
import { calling } from '../failures.ts';
import type { Key } from './keys.ts';
import type { RawItem, Table } from './table.ts';

/** How many items one request may ask for. */
const AT_ONCE = 100;
/** How often what the table left unanswered is asked for again; each time after a longer rest. */
const TRIES = 6;
const FIRST_REST_MS = 20;

interface Wanted {
  readonly key: Key;
  readonly item: Promise<RawItem | undefined>;
  readonly settle: (item: Promise<RawItem | undefined>) => void;
}

const waiting = new WeakMap<Table, Map<string, Wanted>>();

/**
 * One item, strongly read. Items asked for in the same moment come with one request, each once: a group of five hundred
 * alerts would otherwise wait for connections.
 */
export const getItem = (table: Table, key: Key): Promise<RawItem | undefined> => {
  const gathered = waiting.get(table) ?? gather(table);
  const name = nameOf(key);
  const wanted = gathered.get(name) ?? want(key);
  gathered.set(name, wanted);
  return wanted.item;
};

const gather = (table: Table): Map<string, Wanted> => {
  const gathered = new Map<string, Wanted>();
  waiting.set(table, gathered);
  setImmediate(() => {
    waiting.delete(table);
    const all = [...gathered.values()];
    for (let start = 0; start < all.length; start += AT_ONCE) fetchThose(table, all.slice(start, start + AT_ONCE));
  });
  return gathered;
};

const want = (key: Key): Wanted => {
  let settle: Wanted['settle'] = () => undefined;
  const item = new Promise<RawItem | undefined>((resolve) => {
    settle = resolve;
  });
  return { key, item, settle };
};

const fetchThose = (table: Table, wanted: readonly Wanted[]): void => {
  const [only, ...more] = wanted;
  if (only !== undefined && more.length === 0) {
    only.settle(getOne(table, only.key));
    return;
  }
  const found = getMany(
    table,
    wanted.map(({ key }) => key),
  );
  for (const { key, settle } of wanted) settle(found.then((items) => items.get(nameOf(key))));
};

const getOne = ({ client, name }: Table, key: Key): Promise<RawItem | undefined> =>
  calling('dynamodb', async () => {
    const { Item } = await client.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true }));
    return Item;
  });

const getMany = async ({ client, name }: Table, keys: readonly Key[]): Promise<ReadonlyMap<string, RawItem>> => {
  const found = new Map<string, RawItem>();
  let left: RawItem[] = [...keys];
  for (let tried = 0; tried < TRIES; tried += 1) {
    const { Responses, UnprocessedKeys } = await calling('dynamodb', () =>
      client.send(new BatchGetCommand({ RequestItems: { [name]: { Keys: left, ConsistentRead: true } } })),
    );
    for (const item of Responses?.[name] ?? []) found.set(nameOf(item), item);
    left = UnprocessedKeys?.[name]?.Keys ?? [];
    if (left.length === 0) return found;
    await new Promise((resolve) => setTimeout(resolve, FIRST_REST_MS * 2 ** tried));
  }
  throw new DependencyUnavailable('dynamodb', `left ${left.length} of ${keys.length} items unanswered`);
};

const nameOf = ({ pk, sk }: { readonly pk?: unknown; readonly sk?: unknown }): string => JSON.stringify([pk, sk]);
