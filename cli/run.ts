import { type Command, CommanderError } from 'commander';
import { CommandFailed, EXIT, type ExitCode } from './exit.ts';
import { makeProgram } from './program.ts';
import type { ProgramDeps } from './shell.ts';

export interface RunDeps extends ProgramDeps {
  readonly complain: (line: string) => void;
}

const withEveryCommand = (program: Command, change: (command: Command) => void): void => {
  change(program);
  for (const command of program.commands) withEveryCommand(command, change);
};

/** Runs one command line and tells how it ended; what went wrong is said in words, never as a stack. */
export const runCommandLine = async (args: readonly string[], deps: RunDeps): Promise<ExitCode> => {
  const { program, exitCode } = makeProgram(deps);
  const print = (text: string) => text.trimEnd();
  withEveryCommand(program, (command) =>
    command.exitOverride().configureOutput({
      writeOut: (text) => deps.write(print(text)),
      writeErr: (text) => deps.complain(print(text)),
    }),
  );
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (!(error instanceof CommandFailed)) throw error;
    deps.complain(error.message);
    if (error.remedy !== undefined) deps.complain(`  ${error.remedy}`);
    return error.exit;
  }
};
