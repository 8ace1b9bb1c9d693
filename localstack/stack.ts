import { existsSync, mkdirSync } from 'node:fs';
import type { Limits } from './context.ts';
import type { Outputs } from './outputs.ts';
import { disown, endOwner, own, owns, TAKING_DOWN } from './owner.ts';
import { reopen } from './processes.ts';
import type { Profile } from './profile.ts';
import { raise } from './raise.ts';
import { armReaper, type Reaper } from './reaper.ts';
import { runningOutputs } from './running.ts';
import { type Display, one, silentDisplay } from './steps.ts';
import { hasState, tearDown } from './teardown.ts';

export { Outputs, readOutputs } from './outputs.ts';

/** What to bring up, and for how long. */
export interface UpOptions {
  /** The folder with the stack's state. */
  readonly home: string;
  /** How patient the monitoring is. @default quick */
  readonly profile?: Profile;
  /** Whether the same may be tried again and again, as benches and tests do. @default usual */
  readonly limits?: Limits;
  /** A scripted model for the investigator, which is off without one. @default none */
  readonly bedrockUrl?: string | undefined;
  /** Shows the steps. @default shows nothing */
  readonly report?: Display;
  /** The stack ends with this process, however that ends. @default false, it stays */
  readonly attached?: boolean;
  /** What others are told that the home is busy with. @default npm run up */
  readonly what?: string;
}

/** A stack that is healthy and deployed. */
export interface RunningStack {
  readonly outputs: Outputs;
  /** It ran before it was asked for. */
  readonly alreadyUp: boolean;
  /** Takes it down; nothing of it stays but its logs. */
  down(): Promise<void>;
}

/** Reapers of this process, by home. */
const reapers = new Map<string, Promise<Reaper>>();

const sendReaperAway = async (home: string): Promise<void> => {
  await (await reapers.get(home))?.disarm();
  reapers.delete(home);
};

/** Ends whatever this process began in the home, at any point of it: for interrupts. What is another's stays. */
export const abandon = async (home: string): Promise<void> => {
  if (!owns(home)) return;
  await tearDown(home);
  await sendReaperAway(home);
  disown(home);
};

/** Leaves the stack running on its own. */
const release = async (home: string): Promise<void> => {
  await sendReaperAway(home);
  disown(home);
};

/** Brings a stack up, or finds the one that runs already; when a step fails, takes everything down again. */
export const up = async (options: UpOptions): Promise<RunningStack> => {
  const {
    home,
    profile = 'quick',
    limits = 'usual',
    bedrockUrl,
    report = silentDisplay,
    attached = false,
    what = 'npm run up',
  } = options;
  const stack = (outputs: Outputs, alreadyUp: boolean): RunningStack => ({
    outputs,
    alreadyUp,
    down: async () => {
      await down(home);
    },
  });
  // A stack that somebody holds, as `npm start` does until Ctrl-C, is up all the same.
  const found = attached ? undefined : await runningOutputs(home);
  if (found?.profile === profile) return stack(found, true);
  mkdirSync(home, { recursive: true });
  await own(home, what);
  reopen(home);
  try {
    const running = await runningOutputs(home);
    if (running?.profile === profile) {
      if (!attached) disown(home);
      return stack(running, true);
    }
    if (hasState(home)) {
      const title =
        running === undefined ? 'clearing away a half stack' : `ending the stack with profile ${running.profile}`;
      await one(report, { title, run: () => tearDown(home) });
      reopen(home);
    }
    const reaper = armReaper(home);
    reapers.set(home, reaper);
    await reaper;
    const outputs = await raise(home, { profile, limits, bedrockUrl }, report);
    if (!attached) await release(home);
    return stack(outputs, false);
  } catch (error) {
    await abandon(home);
    throw error;
  }
};

/** Ends the home's stack and whoever is at work on it; answers how many processes were still there. */
export const down = async (home: string): Promise<number> => {
  if (!existsSync(home)) return 0;
  await endOwner(home);
  if (!owns(home)) await own(home, TAKING_DOWN);
  const stopped = await tearDown(home);
  await release(home);
  return stopped;
};
