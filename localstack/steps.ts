import { Listr, PRESET_TIMER } from 'listr2';
import type { Say } from './tools/say.ts';

/** One thing to be done, shown with how long it took. */
export interface Step<T> {
  readonly title: string;
  /** Whatever it says is shown while it is at work. */
  readonly run: (say: Say) => Promise<T>;
  /** What is shown beside its title when it is done. */
  readonly detail?: (value: T) => string;
}

/** The place on the screen of one step. */
export interface Lane {
  readonly say: Say;
  /** Its last word: how it went. */
  end(went: 'well' | 'badly', detail?: string): void;
}

/** Makes a lane for each title; the titles of one call are at work beside each other. */
export type Display = (titles: readonly string[]) => { readonly lanes: readonly Lane[]; drawn(): Promise<void> };

/** One line per step: for logs, CI and pipes. */
export const plainDisplay =
  (write: (line: string) => void): Display =>
  (titles) => ({
    lanes: titles.map((title) => {
      const start = performance.now();
      return {
        say: (what) => write(`… ${title}: ${what}`),
        end: (went, detail) => {
          const seconds = ((performance.now() - start) / 1000).toFixed(1);
          write(`${went === 'well' ? '✓' : '✗'} ${title}${detail === undefined ? '' : `: ${detail}`}  ${seconds} s`);
        },
      };
    }),
    drawn: async () => undefined,
  });

/** Shows nothing at all. */
export const silentDisplay: Display = plainDisplay(() => undefined);

/** Live progress on a terminal. */
export const terminalDisplay: Display = (titles) => {
  const lanes = titles.map((title) => {
    const end = Promise.withResolvers<string>();
    let shown: { output: string } | undefined;
    const lane: Lane = {
      say: (what) => {
        if (shown !== undefined) shown.output = what;
      },
      end: (went, detail) => {
        if (went === 'well') end.resolve(detail === undefined ? title : `${title}: ${detail}`);
        else end.reject(new Error(title));
      },
    };
    const task = async (_: unknown, wrapper: { title: string; output: string }) => {
      shown = wrapper;
      wrapper.title = await end.promise;
    };
    return { lane, task: { title, task } };
  });
  const list = new Listr(
    lanes.map(({ task }) => task),
    {
      concurrent: true,
      exitOnError: false,
      registerSignalListeners: false,
      rendererOptions: { timer: PRESET_TIMER, showErrorMessage: false },
    },
  );
  const run = list.run().then(() => undefined);
  return { lanes: lanes.map(({ lane }) => lane), drawn: () => run };
};

/** Progress where a person watches, plain lines elsewhere. */
export const defaultDisplay = (): Display =>
  process.stdout.isTTY === true && process.env['CI'] === undefined
    ? terminalDisplay
    : plainDisplay((line) => console.log(line));

const follow = async <T>(step: Step<T>, lane: Lane | undefined): Promise<T> => {
  try {
    const value = await step.run((what) => lane?.say(what));
    lane?.end('well', step.detail?.(value));
    return value;
  } catch (error) {
    lane?.end('badly');
    throw error;
  }
};

const settledValue = <T>(result: PromiseSettledResult<T>): T => {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
};

/** Runs one step. */
export const one = async <T>(display: Display, step: Step<T>): Promise<T> => {
  const { lanes, drawn } = display([step.title]);
  const [result] = await Promise.allSettled([follow(step, lanes[0])]);
  await drawn();
  return settledValue(result);
};

/** Runs two steps beside each other and waits for both even when one fails, so that nothing is left half started. */
export const both = async <A, B>(display: Display, a: Step<A>, b: Step<B>): Promise<readonly [A, B]> => {
  const { lanes, drawn } = display([a.title, b.title]);
  const [first, second] = await Promise.allSettled([follow(a, lanes[0]), follow(b, lanes[1])]);
  await drawn();
  return [settledValue(first), settledValue(second)];
};
