import { constants } from 'node:os';
import { explain } from './problem.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A command of the local stack. */
export interface Command {
  /** Does the work and answers the exit code. */
  readonly run: () => Promise<number>;
  /** Ends what was begun, on the first Ctrl-C, kill or hang-up, or when whoever started this command is gone. */
  readonly end: () => Promise<void>;
  /** What is said when the work fails and nothing is left of it. */
  readonly failed?: () => string | undefined;
}

/** Runs a command to its exit. A second interrupt changes nothing: ending is what it is doing already. */
export const runCommandLine = async ({ run, end, failed }: Command): Promise<never> => {
  let ending: Promise<never> | undefined;
  const interrupted = async (why: string, code: number): Promise<never> => {
    console.log(`${why}: taking everything down`);
    await end().catch((error: unknown) => console.error(explain(error)));
    process.exit(code);
  };
  const onInterrupt = (why: string, code: number): void => {
    ending ??= interrupted(why, code);
  };
  for (const name of SIGNALS) {
    const why = name === 'SIGINT' ? 'interrupted' : name;
    process.on(name, () => onInterrupt(why, 128 + constants.signals[name]));
  }
  if (process.channel !== undefined && process.channel !== null) {
    process.on('disconnect', () => onInterrupt('the command that started this is gone', 1));
    process.channel.unref();
  }
  // A terminal that is gone must not keep us from ending in good order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    const code = await run();
    return await (ending ?? process.exit(code));
  } catch (error) {
    // Whatever fails while everything is being taken down fails because of that.
    if (ending !== undefined) return await ending;
    console.error(explain(error));
    const last = failed?.();
    if (last !== undefined) console.error(last);
    return process.exit(1);
  }
};
