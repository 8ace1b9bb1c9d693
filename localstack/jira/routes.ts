import * as z from 'zod/mini';
import { type Issue, MODES, type Person, type Property, SELFRIGHT, STATUSES, type State, WAYS } from './state.ts';
import { tellComment, tellStatus } from './webhooks.ts';

/** What a request is answered with. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

const refused = (status: number, ...errorMessages: readonly string[]): Answer => ({
  status,
  body: { errorMessages, errors: {} },
});

const Properties = z._default(z.array(z.object({ key: z.string(), value: z.unknown() })), []);
const Document = z.looseObject({ type: z.literal('doc'), version: z.literal(1), content: z.array(z.unknown()) });
const Create = z.object({
  fields: z.looseObject({
    project: z.object({ key: z.string() }),
    issuetype: z.object({ name: z.string() }),
    summary: z.string().check(z.minLength(1), z.maxLength(255)),
    labels: z._default(z.array(z.string().check(z.regex(/^\S+$/))), []),
    description: z.optional(Document),
  }),
  properties: Properties,
});
const Comment = z.object({ body: Document, properties: Properties });
const Transition = z.object({ transition: z.object({ id: z.string() }) });
const Edit = z.object({ fields: z.record(z.string(), z.unknown()) });
const Search = z.object({ jql: z.string(), maxResults: z._default(z.int(), 50) });
const Link = z.object({ globalId: z.optional(z.string()), object: z.object({ url: z.url(), title: z.string() }) });
const Control = z.object({
  ...{ mode: z.optional(z.enum(MODES)), indexLagMs: z.optional(z.int()) },
  ...{ callbackUrl: z.optional(z.string()), webhookSecret: z.optional(z.string()) },
});

const now = (): string => new Date().toISOString();

const byKey = (properties: readonly Property[]) => properties.map(({ key, value }): [string, unknown] => [key, value]);

const shown = ({ id, key, fields, status, properties }: Issue) => ({
  id,
  key,
  fields: { ...fields, status: STATUSES[status] },
  properties: Object.fromEntries(properties),
});

const create = (state: State, body: unknown): Answer => {
  const parsed = Create.safeParse(body);
  if (!parsed.success) return refused(400, z.prettifyError(parsed.error));
  const { fields, properties } = parsed.data;
  const number = state.issues.size + 1;
  const key = `${fields.project.key}-${number}`;
  const issue: Issue = {
    ...{ id: String(10_000 + number), key, created: Date.now(), fields, status: 'todo', comments: [] },
    properties: new Map(byKey(properties)),
    links: [],
    history: [{ at: now(), what: 'status', to: STATUSES.todo.name }],
  };
  state.issues.set(key, issue);
  return { status: 201, body: { id: issue.id, key, self: `/rest/api/3/issue/${issue.id}` } };
};

const transitionsOf = ({ status }: Issue) =>
  WAYS[status].map((to) => ({ id: STATUSES[to].id, name: STATUSES[to].name, to: STATUSES[to], way: to }));

/** Somebody moves an issue along one of the ways that its status has. */
export const transit = (state: State, issue: Issue, body: unknown, by: Person = SELFRIGHT): Answer => {
  const id = Transition.safeParse(body).data?.transition.id;
  const from = STATUSES[issue.status].name;
  const way = transitionsOf(issue).find((one) => one.id === id);
  if (way === undefined) return refused(400, `from ${from} no transition ${id} leads anywhere`);
  issue.status = way.way;
  issue.history.push({ at: now(), what: 'status', to: way.name });
  tellStatus(state, issue, from, way.name, by);
  return { status: 204 };
};

/** Somebody writes a comment. */
export const comment = (state: State, issue: Issue, body: unknown, author: Person = SELFRIGHT): Answer => {
  const parsed = Comment.safeParse(body);
  if (!parsed.success) return refused(400, z.prettifyError(parsed.error));
  const stored = { id: String(issue.comments.length + 1), created: now(), author, ...parsed.data };
  issue.comments.push(stored);
  tellComment(state, issue, stored.id, author);
  return { status: 201, body: stored };
};

/** One with the same global id takes the place of the older one. */
const link = ({ links }: Issue, body: unknown): Answer => {
  const parsed = Link.safeParse(body);
  if (!parsed.success) return refused(400, z.prettifyError(parsed.error));
  const { globalId, object } = parsed.data;
  const held = links.findIndex((one) => globalId !== undefined && one.globalId === globalId);
  links.splice(held < 0 ? links.length : held, held < 0 ? 0 : 1, { globalId, ...object });
  return { status: held < 0 ? 201 : 200, body: { id: links.length, self: 'http://jira.test/rest/api/3/remotelink' } };
};

const edit = (issue: Issue, body: unknown): Answer => {
  const parsed = Edit.safeParse(body);
  if (!parsed.success) return refused(400, z.prettifyError(parsed.error));
  issue.fields = { ...issue.fields, ...parsed.data.fields };
  for (const [what, to] of Object.entries(parsed.data.fields)) {
    issue.history.push({ at: now(), what, to: JSON.stringify(to) });
  }
  return { status: 204 };
};

/** Only what is asked of it here: a project and a label, found once the index has caught up. */
const search = ({ issues, indexLagMs }: State, body: unknown): Answer => {
  const parsed = Search.safeParse(body);
  const asked = /project = "(?<project>\w+)" AND labels = "(?<label>[^"]+)"/.exec(parsed.data?.jql ?? '')?.groups;
  if (!parsed.success || asked === undefined) return refused(400, 'the query is none that this stand-in knows');
  const found = [...issues.values()].filter(
    ({ key, created, fields }) =>
      key.startsWith(`${asked['project']}-`) &&
      Date.now() - created >= indexLagMs &&
      Array.isArray(fields['labels']) &&
      fields['labels'].includes(asked['label']),
  );
  return { status: 200, body: { issues: found.slice(0, parsed.data.maxResults).map(shown), isLast: true } };
};

/** How it is to behave from now on. */
export const control = (state: State, body: unknown): Answer => {
  const parsed = Control.safeParse(body);
  if (!parsed.success) return refused(400, z.prettifyError(parsed.error));
  state.mode = parsed.data.mode ?? state.mode;
  state.indexLagMs = parsed.data.indexLagMs ?? state.indexLagMs;
  state.callbackUrl = parsed.data.callbackUrl ?? state.callbackUrl;
  state.webhookSecret = parsed.data.webhookSecret ?? state.webhookSecret;
  return { status: 200, body: { mode: state.mode, indexLagMs: state.indexLagMs } };
};

/** Everything that it knows of an issue, for tests and the curious. */
export const dump = ({ issues, told }: State): Answer => ({
  status: 200,
  body: {
    told: told.map(({ id, event, status }) => ({ id, event, status })),
    issues: [...issues.values()].map((issue) => ({
      ...shown(issue),
      comments: issue.comments,
      history: issue.history,
      links: issue.links,
    })),
  },
});

/** The part of Jira's REST API v3 that is called. */
export const answerApi = (state: State, method: string, path: string, body: unknown): Answer => {
  const [, key = '', what = ''] = /^\/rest\/api\/3\/issue\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  const issue = state.issues.get(decodeURIComponent(key));
  if (method === 'POST' && path === '/rest/api/3/issue') return create(state, body);
  if (method === 'POST' && path === '/rest/api/3/search/jql') return search(state, body);
  if (method === 'GET' && path === '/rest/api/3/serverInfo') return { status: 200, body: { version: 'stand-in' } };
  if (key === '') return refused(404, `this stand-in does not know ${method} ${path}`);
  if (issue === undefined) return refused(404, 'Issue does not exist or you do not have permission to see it.');
  if (method === 'GET' && what === '') return { status: 200, body: shown(issue) };
  if (method === 'PUT' && what === '') return edit(issue, body);
  if (method === 'GET' && what === 'transitions') {
    return { status: 200, body: { transitions: transitionsOf(issue).map(({ way, ...shownWay }) => shownWay) } };
  }
  if (method === 'POST' && what === 'transitions') return transit(state, issue, body);
  if (method === 'POST' && what === 'comment') return comment(state, issue, body);
  if (method === 'POST' && what === 'remotelink') return link(issue, body);
  if (method === 'GET' && what === 'comment') {
    const { length: total } = issue.comments;
    return { status: 200, body: { comments: [...issue.comments].reverse(), startAt: 0, maxResults: 100, total } };
  }
  return refused(405, `this stand-in does not know ${method} ${path}`);
};
