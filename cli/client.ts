import type * as z from 'zod';
import {
  type ApprovalRequest,
  ApprovalView,
  BrakeList,
  BrakeView,
  IncidentList,
  IncidentView,
  Problem,
  QuarantinedBodyView,
  QuarantineList,
  ReceiptList,
  ReceiptView,
  ReplayView,
} from '../functions/core/contracts/api.ts';
import { AutonomyView } from '../functions/core/contracts/autonomy.ts';
import { ChangeList, type ChangeRequest, ChangeView } from '../functions/core/contracts/changes.ts';
import { DryRunView } from '../functions/core/contracts/dry-run.ts';
import { GrantList, type GrantRequest, GrantView } from '../functions/core/contracts/grants.ts';
import { IncidentShape } from '../functions/core/contracts/incident-parts.ts';
import { LockList, LockView } from '../functions/core/contracts/locks.ts';
import { PostmortemView } from '../functions/core/contracts/postmortem.ts';
import { jsonIn } from '../functions/core/contracts/read-json.ts';
import { WhyView } from '../functions/core/contracts/why.ts';
import { WindowList, type WindowRequest, WindowView } from '../functions/core/contracts/windows.ts';
import type { Role } from '../functions/core/domain/role.ts';
import { CommandFailed, EXIT } from './exit.ts';
import type { Stack } from './stack.ts';

const PATIENCE_MS = 20_000;

interface Ask {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly role?: Role;
  readonly body?: unknown;
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
};

/** What the API refuses in words, or that it did not answer as agreed. */
const refusalOf = (status: number, body: unknown): CommandFailed => {
  const { data } = Problem.safeParse(body);
  const wrong = (data?.errors ?? []).map(
    ({ field, problem, allowed }) => `${field}: ${problem}${allowed ? ` (allowed: ${allowed})` : ''}`,
  );
  const what = [data?.detail ?? `the API answered ${status}`, ...wrong].join('\n  ');
  return new CommandFailed(status >= 500 ? EXIT.unreachable : EXIT.negative, what);
};

/** The operator API, as commands speak to it. */
export const makeClient = ({ apiUrl, tokenFor }: Stack) => {
  const ask = async <S extends z.ZodType>(
    path: string,
    schema: S,
    { method = 'GET', role = 'viewer', body }: Ask = {},
  ): Promise<z.output<S>> => {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${tokenFor(role)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch((error: unknown) => {
      throw new CommandFailed(
        EXIT.unreachable,
        `${apiUrl} does not answer: ${reasonOf(error)}`,
        'is the stack up? bin/selfright doctor tells',
      );
    });
    const answered = jsonIn(await response.text());
    if (!response.ok) throw refusalOf(response.status, answered);
    const parsed = schema.safeParse(answered);
    if (parsed.success) return parsed.data;
    throw new CommandFailed(EXIT.unreachable, `${path} answered in a shape that this version does not know`);
  };

  const queryOf = (query: Readonly<Record<string, string | undefined>>): string => {
    const given = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as [string, string]],
    );
    return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
  };

  /** What a responder says about an incident. */
  const say = (id: string, what: 'ack' | 'notes' | 'escalate', body: unknown) =>
    ask(`/incidents/${encodeURIComponent(id)}/${what}`, IncidentShape, { method: 'POST', role: 'responder', body });

  return {
    incidents: (query: { status?: string; service?: string; limit?: string; cursor?: string }) =>
      ask(`/incidents${queryOf({ ...query })}`, IncidentList),
    incident: (id: string) => ask(`/incidents/${encodeURIComponent(id)}`, IncidentView),
    decide: (id: string, decision: Omit<z.input<typeof ApprovalRequest>, 'via'>) =>
      ask(`/incidents/${encodeURIComponent(id)}/approvals`, ApprovalView, {
        method: 'POST',
        role: 'approver',
        body: { ...decision, via: 'cli' },
      }),
    close: (id: string, comment: string) =>
      ask(`/incidents/${encodeURIComponent(id)}/close`, IncidentShape, {
        method: 'POST',
        role: 'responder',
        body: { comment },
      }),
    undo: (id: string, comment?: string) =>
      ask(`/incidents/${encodeURIComponent(id)}/undo`, IncidentShape, {
        method: 'POST',
        role: 'approver',
        body: { comment },
      }),
    plan: (id: string) => ask(`/incidents/${encodeURIComponent(id)}/plan`, DryRunView),
    acknowledge: (id: string, comment?: string) => say(id, 'ack', { comment }),
    note: (id: string, text: string, plan?: string) => say(id, 'notes', { text, plan }),
    escalate: (id: string, comment: string) => say(id, 'escalate', { comment }),
    postmortem: (id: string) => ask(`/incidents/${encodeURIComponent(id)}/postmortem`, PostmortemView),
    receipts: (query: { limit?: string }) => ask(`/receipts${queryOf({ ...query })}`, ReceiptList),
    /** Undefined when there is none of that id. */
    receipt: (id: string) =>
      ask(`/receipts/${encodeURIComponent(id)}`, ReceiptView).catch((error: unknown) => {
        if (error instanceof CommandFailed && error.exit === EXIT.negative) return undefined;
        throw error;
      }),
    quarantine: (query: { source?: string; limit?: string }) =>
      ask(`/quarantine${queryOf({ ...query })}`, QuarantineList),
    quarantined: (id: string) =>
      ask(`/quarantine/${encodeURIComponent(id)}`, QuarantinedBodyView, { role: 'responder' }),
    replay: (id: string) =>
      ask(`/quarantine/${encodeURIComponent(id)}/replay`, ReplayView, { method: 'POST', role: 'responder' }),
    changes: (query: { service?: string; limit?: string }) => ask(`/changes${queryOf({ ...query })}`, ChangeList),
    reportChange: (body: z.input<typeof ChangeRequest>) =>
      ask('/changes', ChangeView, { method: 'POST', role: 'reporter', body }),
    windows: () => ask('/windows', WindowList),
    askForWindow: (body: z.input<typeof WindowRequest>) =>
      ask('/windows', WindowView, { method: 'POST', role: 'responder', body }),
    endWindow: (id: string) =>
      ask(`/windows/${encodeURIComponent(id)}/end`, WindowView, { method: 'POST', role: 'responder' }),
    autonomy: (query: { days?: string | undefined }) => ask(`/autonomy${queryOf({ ...query })}`, AutonomyView),
    why: (id: string) => ask(`/incidents/${encodeURIComponent(id)}/why`, WhyView),
    grants: () => ask('/grants', GrantList),
    giveGrant: (body: z.input<typeof GrantRequest>) =>
      ask('/grants', GrantView, { method: 'POST', role: 'approver', body }),
    revokeGrant: (id: string) =>
      ask(`/grants/${encodeURIComponent(id)}`, GrantView, { method: 'DELETE', role: 'responder' }),
    locks: () => ask('/locks', LockList),
    breakLock: (target: string, reason: string) =>
      ask(`/locks/${target.split('/').map(encodeURIComponent).join('/')}`, LockView, {
        method: 'DELETE',
        role: 'admin',
        body: { reason },
      }),
    brakes: () => ask('/brake', BrakeList),
    moveBrake: (service: string | undefined, engaged: boolean, reason: string) =>
      ask(service === undefined ? '/brake' : `/brake/${encodeURIComponent(service)}`, BrakeView, {
        method: 'PUT',
        role: engaged ? 'responder' : 'admin',
        body: { engaged, reason },
      }),
  };
};

export type Client = ReturnType<typeof makeClient>;
