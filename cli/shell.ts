import type { Client } from './client.ts';
import type { ExitCode } from './exit.ts';
import type { Stack } from './stack.ts';
import type { Paint } from './text.ts';

/** What the command line is given by whoever starts it. */
export interface ProgramDeps {
  /** Found only when a command needs it, so that help works without a stack. */
  readonly stack: () => Stack;
  readonly write: (line: string) => void;
  readonly paint: Paint;
}

/** What a command of its own file works with. */
export interface Shell extends ProgramDeps {
  readonly client: () => Client;
  /** Prints an answer: as it is for scripts, or as lines for people. */
  readonly show: <T>(json: boolean | undefined, answer: T, lines: (answer: T) => readonly string[]) => void;
  /** How the command line ends; the last word counts. */
  readonly end: (code: ExitCode) => void;
}
