import type { Client } from './client.ts';
import type { ExitCode } from './exit.ts';
import type { ProgramDeps } from './program.ts';

/** What a command of its own file works with. */
export interface Shell extends ProgramDeps {
  readonly client: () => Client;
  /** Prints an answer: as it is for scripts, or as lines for people. */
  readonly show: <T>(json: boolean | undefined, answer: T, lines: (answer: T) => readonly string[]) => void;
  /** How the command line ends; the last word counts. */
  readonly end: (code: ExitCode) => void;
}
