/** Writes one JSON line per event. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  facts?: Readonly<Record<string, unknown>>,
) => void;

/** A log whose every line carries the same facts, such as service and instance. */
export const makeLog =
  (
    always: Readonly<Record<string, unknown>>,
    write: (line: string) => void = (line) => process.stdout.write(line),
  ): Log =>
  (level, message, facts) =>
    write(`${JSON.stringify({ level, time: new Date().toISOString(), ...always, message, ...facts })}\n`);

/** What a log line says about something that was thrown. */
export const saysOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** The code of something that was thrown, such as `ENOSPC` or an SQLSTATE; empty when it has none. */
export const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
