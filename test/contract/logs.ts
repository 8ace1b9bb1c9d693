import { expect, it } from 'vitest';
import type { LogLine } from '../../functions/core/domain/engine/log-template.ts';
import type { Logs } from '../../functions/core/ports/logs.ts';

/** Logs that a test can write; answers the name of the function whose log it is. */
export interface LogsSubject {
  readonly logs: Logs;
  readonly write: (lines: readonly LogLine[]) => Promise<string>;
}

/** What all logs promise. */
export const logsContract = (make: () => LogsSubject | Promise<LogsSubject>): void => {
  const now = Math.floor(Date.now() / 1000);
  const at = (seconds: number) => new Date((now + seconds) * 1000);
  const factsOf = (functionName: string) => ({ lambda: { functionName, alias: 'live' } });

  it('answers the lines of a stretch of time, the oldest first, and where it looked', async () => {
    const { logs, write } = await make();
    const name = await write([
      { at: now - 50, text: 'too early' },
      { at: now - 20, text: 'second' },
      { at: now - 30, text: 'first' },
    ]);

    const answer = await logs.linesOf(factsOf(name), at(-40), at(-10), 100);

    expect(answer?.lines).toEqual([
      { at: now - 30, text: 'first' },
      { at: now - 20, text: 'second' },
    ]);
    expect(answer?.until).toBe(now - 10);
    expect(answer?.query).toContain(name);
  });

  it('tells up to when all lines are there, where there are more than wanted', async () => {
    const { logs, write } = await make();
    const name = await write([-30, -25, -20].map((seconds) => ({ at: now + seconds, text: `at ${seconds}` })));

    const answer = await logs.linesOf(factsOf(name), at(-40), at(-10), 2);

    expect(answer?.lines).toHaveLength(2);
    expect(answer?.until).toBe(now - 25);
  });

  it('answers nothing, rather than no lines, where there is no log', async () => {
    const { logs } = await make();

    const answers = await Promise.all([
      logs.linesOf(factsOf(`none-${crypto.randomUUID()}`), at(-40), at(-10), 100),
      logs.linesOf({}, at(-40), at(-10), 100),
    ]);

    expect(answers).toEqual([undefined, undefined]);
  });
};
