import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `end` once, on the first Ctrl-C, kill or hang-up, or when the command that started us is gone; then exits with
 * the code that the signal asks for. A second signal changes nothing: ending is what we are doing already.
 */
export const onInterrupt = (end: (why: string) => Promise<void>): void => {
  let ending = false;
  const interrupted = async (why: string, code: number) => {
    if (ending) return;
    ending = true;
    try {
      await end(why);
    } catch (error) {
      console.error(error);
    }
    process.exit(code);
  };
  for (const name of SIGNALS) {
    process.on(name, () => void interrupted(name === 'SIGINT' ? 'interrupted' : name, 128 + constants.signals[name]));
  }
  if (process.channel !== undefined && process.channel !== null) {
    process.on('disconnect', () => void interrupted('the command that started this is gone', 1));
    process.channel.unref();
  }
  // A terminal that is gone must not keep us from ending in good order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
};
