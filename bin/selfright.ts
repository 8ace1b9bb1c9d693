import { runCommandLine } from '../cli/run.ts';
import { readStack } from '../cli/stack.ts';
import { terminalPaint } from '../cli/text.ts';

// A reader that has seen enough, such as head, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  stack: () => readStack(),
  write: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  paint: terminalPaint,
});
