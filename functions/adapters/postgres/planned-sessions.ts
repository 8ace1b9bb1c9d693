import * as z from 'zod';

const PlannedSession = z.object({
  pid: z.int().min(1),
  backendStart: z.iso.datetime(),
  transactionStart: z.iso.datetime(),
  applicationName: z.string().min(1),
});
export type PlannedSession = z.infer<typeof PlannedSession>;

/** What a step names. A session whose application name lies outside the prefix was never meant. */
export const Parameters = z
  .object({
    connection: z.string().min(1),
    applicationNamePrefix: z.string().min(1),
    sessions: z.array(PlannedSession).min(1),
  })
  .refine(
    ({ applicationNamePrefix, sessions }) =>
      sessions.every(({ applicationName }) => applicationName.startsWith(applicationNamePrefix)),
    { error: 'every session must have an application name with the planned start', path: ['sessions'] },
  );

const Row = z.object({
  pid: z.int(),
  application_name: z.string(),
  state: z.string().nullable(),
  backend_start: z.string().nullable(),
  xact_start: z.string().nullable(),
});

/** A planned session and what it does now. */
export interface Met {
  readonly session: PlannedSession;
  readonly now: 'gone' | 'idle in transaction' | 'in another transaction' | 'not idle in a transaction';
}

/** Holds what is there now against the plan; a process id that another session got since counts as gone. */
export const whatIsMet = (sessions: readonly PlannedSession[], rows: readonly unknown[]): readonly Met[] => {
  const present = z.array(Row).parse(rows);
  return sessions.map((session) => {
    const row = present.find(({ pid, backend_start }) => pid === session.pid && backend_start === session.backendStart);
    return { session, now: stateOf(session, row) };
  });
};

const stateOf = (session: PlannedSession, row: z.infer<typeof Row> | undefined): Met['now'] => {
  if (row === undefined || row.application_name !== session.applicationName) return 'gone';
  if (row.state !== 'idle in transaction') return 'not idle in a transaction';
  return row.xact_start === session.transactionStart ? 'idle in transaction' : 'in another transaction';
};
