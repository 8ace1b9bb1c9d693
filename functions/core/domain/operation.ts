import { canonicalJson, type Json, type JsonObject } from './json.ts';

interface Shape<Connector extends string, Needs extends string, Keeps extends string> {
  readonly connector: Connector;
  /** Names of the parameters without which it cannot be carried out. */
  readonly needs: Needs;
  /** Names of what is read of its target beforehand. */
  readonly keeps: Keeps;
}

/** Every operation, with the connector that carries it out. */
export interface OperationShapes {
  /** Ends the named sessions that are still idle in the transaction in which they were found. */
  readonly 'terminate-idle-sessions': Shape<
    'postgres',
    'database' | 'connection' | 'applicationNamePrefix' | 'sessions',
    'idleInTransaction'
  >;
  /** Ends the one named session that others wait for. */
  readonly 'terminate-blocker': Shape<
    'postgres',
    'database' | 'connection' | 'applicationNamePrefix' | 'blocker',
    'blocking'
  >;
  /** Points an alias of a function to one version, with the share of traffic that goes to others. */
  readonly 'point-alias': Shape<
    'lambda',
    'functionName' | 'alias' | 'version' | 'weights',
    'version' | 'weights' | 'revision'
  >;
  /** Lets a function take from a queue, or pauses that. */
  readonly 'switch-mapping': Shape<'event-source', 'functionName' | 'queue' | 'enabled', 'enabled'>;
  /** Moves exactly the named messages from one queue to another. */
  readonly 'move-messages': Shape<'queue', 'from' | 'to' | 'messages', 'waiting'>;
  /** Asks every instance of a service to do something, by signed calls. */
  readonly 'call-service': Shape<'http', 'urls' | 'key' | 'call' | 'arguments', 'state'>;
  /** Gives the limit behind a signed call a value, at every instance of a service: one for all, or one for each. */
  readonly 'set-limit': Shape<'http', 'urls' | 'key' | 'call' | 'limit', 'limits'>;
  /** Gives a parameter a value. */
  readonly 'set-parameter': Shape<'parameter', 'name' | 'value', 'value'>;
  /** Runs an Automation document. */
  readonly 'run-document': Shape<'ssm', 'document' | 'arguments', 'document'>;
}

export type OperationName = keyof OperationShapes;
export type ConnectorName = OperationShapes[OperationName]['connector'];
export type Needs<O extends OperationName> = OperationShapes[O]['needs'];
export type Keeps<O extends OperationName> = OperationShapes[O]['keeps'];

/** What is known of an operation without asking its target. */
interface Facts {
  readonly connector: ConnectorName;
  /** The one name of what it changes: two steps with the same target exclude each other. */
  readonly target: (parameters: JsonObject) => string;
  /** How many things of the target it changes at once; none means that there is nothing to do. */
  readonly count: (parameters: JsonObject) => number;
  /** What it leaves behind, as far as that can be foreseen. */
  readonly after: (parameters: JsonObject) => JsonObject | undefined;
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : canonicalJson(value ?? null));
const length = (value: Json | undefined): number => (Array.isArray(value) ? value.length : 0);
const one = (): number => 1;

const OPERATIONS: { readonly [O in OperationName]: Facts & { readonly connector: OperationShapes[O]['connector'] } } = {
  'terminate-idle-sessions': {
    connector: 'postgres',
    target: ({ database, applicationNamePrefix }) => `postgres:${text(database)}/${text(applicationNamePrefix)}*`,
    count: ({ sessions }) => length(sessions),
    after: () => ({ idleInTransaction: 0 }),
  },
  'terminate-blocker': {
    connector: 'postgres',
    target: ({ database, applicationNamePrefix }) => `postgres:${text(database)}/${text(applicationNamePrefix)}*`,
    count: one,
    after: () => ({ blocking: 0 }),
  },
  'point-alias': {
    connector: 'lambda',
    target: ({ functionName, alias }) => `lambda:${text(functionName)}:${text(alias)}`,
    count: one,
    after: ({ version, weights }) => ({ version: version ?? null, weights: weights ?? {} }),
  },
  'switch-mapping': {
    connector: 'event-source',
    target: ({ functionName, queue }) => `event-source:${text(queue)}>${text(functionName)}`,
    count: one,
    after: ({ enabled }) => ({ enabled: enabled ?? null }),
  },
  'move-messages': {
    connector: 'queue',
    // Both directions between two queues are one target.
    target: ({ from, to }) => `queue:${[text(from), text(to)].toSorted().join('+')}`,
    count: ({ messages }) => length(messages),
    after: () => ({ waiting: 0 }),
  },
  'call-service': {
    connector: 'http',
    target: ({ urls, call }) => `http:${Array.isArray(urls) ? urls.map(text).join('+') : text(urls)}/${text(call)}`,
    count: ({ urls }) => length(urls),
    after: () => undefined,
  },
  'set-limit': {
    connector: 'http',
    target: ({ urls, call }) => `http:${Array.isArray(urls) ? urls.map(text).join('+') : text(urls)}/${text(call)}`,
    count: ({ urls }) => length(urls),
    after: ({ urls, limit }) => ({
      limits: Array.isArray(limit) ? limit : Array.isArray(urls) ? urls.map(() => limit ?? null) : null,
    }),
  },
  'set-parameter': {
    connector: 'parameter',
    target: ({ name }) => `parameter:${text(name)}`,
    count: one,
    after: ({ value }) => ({ value: value ?? null }),
  },
  'run-document': {
    connector: 'ssm',
    target: ({ document }) => `ssm:${text(document)}`,
    count: one,
    after: () => undefined,
  },
};

export const OPERATION_NAMES = [
  'terminate-idle-sessions',
  'terminate-blocker',
  'point-alias',
  'switch-mapping',
  'move-messages',
  'call-service',
  'set-limit',
  'set-parameter',
  'run-document',
] as const satisfies readonly OperationName[];

export const CONNECTOR_NAMES = [
  'postgres',
  'lambda',
  'event-source',
  'queue',
  'http',
  'parameter',
  'ssm',
] as const satisfies readonly ConnectorName[];

/** An operation with everything that it needs: exactly this, and nothing more. */
export interface Call {
  readonly connector: ConnectorName;
  readonly operation: OperationName;
  readonly target: string;
  readonly parameters: JsonObject;
}

export const callOf = (operation: OperationName, parameters: JsonObject): Call => {
  const { connector, target } = OPERATIONS[operation];
  return { connector, operation, target: target(parameters), parameters };
};

/** How many things of its target a call changes at once. */
export const countOf = ({ operation, parameters }: Call): number => OPERATIONS[operation].count(parameters);

/** What a call leaves behind on a target that was as `before`; undefined when only the target can tell. */
export const afterOf = ({ operation, parameters }: Call): JsonObject | undefined =>
  OPERATIONS[operation].after(parameters);
