/** A status of the stand-in's workflow, as Jira shows one. */
const status = (id: string, name: string, key: 'new' | 'indeterminate' | 'done') => ({
  id,
  name,
  statusCategory: { id: { new: 2, indeterminate: 4, done: 3 }[key], key, name },
});

export const STATUSES = {
  todo: status('1', 'To Do', 'new'),
  progress: status('2', 'In Progress', 'indeterminate'),
  waiting: status('3', 'Waiting for approval', 'indeterminate'),
  escalated: status('4', 'Escalated', 'indeterminate'),
  done: status('5', 'Done', 'done'),
} as const;

type StatusName = keyof typeof STATUSES;

/** Which statuses one status leads to: not every one, as in a real workflow. */
export const WAYS: Readonly<Record<StatusName, readonly StatusName[]>> = {
  todo: ['progress', 'escalated'],
  progress: ['waiting', 'escalated', 'done'],
  waiting: ['progress', 'escalated'],
  escalated: ['progress', 'done'],
  done: ['progress'],
};

export interface Property {
  readonly key: string;
  readonly value: unknown;
}

/** Somebody with an account. */
export interface Person {
  readonly accountId: string;
  readonly displayName: string;
}

/** Whose token it is that calls: we ourselves. */
export const SELFRIGHT: Person = { accountId: 'selfright', displayName: 'Selfright' };

/** A webhook that was sent, and what it was answered; 0 while it is under way. */
export interface Told {
  readonly id: string;
  readonly event: string;
  readonly text: string;
  status: number;
}

export interface RemoteLink {
  readonly globalId?: string | undefined;
  readonly url: string;
  readonly title: string;
}

export interface StoredComment {
  readonly id: string;
  readonly created: string;
  readonly author: Person;
  readonly body: unknown;
  readonly properties: readonly Property[];
}

/** One issue, with everything that happened to it. */
export interface Issue {
  readonly id: string;
  readonly key: string;
  readonly created: number;
  fields: Readonly<Record<string, unknown>>;
  status: StatusName;
  readonly comments: StoredComment[];
  readonly properties: Map<string, unknown>;
  readonly links: RemoteLink[];
  /** Statuses in their order, and the fields that were edited. */
  readonly history: { readonly at: string; readonly what: string; readonly to: string }[];
}

/** How the stand-in behaves; `lose-answers` does what it is asked and hangs up before it answers. */
export const MODES = ['well', 'down', 'rate-limited', 'broken', 'lose-answers'] as const;
export type Mode = (typeof MODES)[number];

export const makeState = () => ({
  issues: new Map<string, Issue>(),
  mode: 'well' as Mode,
  /** A new issue is found by the search only after so long. */
  indexLagMs: 1000,
  /** What was written, for whoever wants to know that nothing came twice. */
  writes: 0,
  /** Where webhooks go, and what they are signed with. */
  callbackUrl: undefined as string | undefined,
  webhookSecret: undefined as string | undefined,
  told: [] as Told[],
});
export type State = ReturnType<typeof makeState>;
