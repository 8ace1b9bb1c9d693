import { LocalProblem } from './problem.ts';
import { answers } from './processes.ts';

/** A Lambda that has to start first takes a while on a busy machine. */
const PATIENCE_MS = 30_000;
/** What a browser asks for, one after the other, and of each together. */
const FILES = [[''], ['app.js', 'app.css', 'icon.svg']];

/** Opens the console as a browser does, so that whoever comes first does not wait for what has to start. */
export const openConsole = async (consoleUrl: string): Promise<string> => {
  for (const files of FILES) {
    const answered = await Promise.all(files.map((file) => answers(new URL(file, consoleUrl).href, PATIENCE_MS)));
    if (answered.includes(false))
      throw new LocalProblem(`the console does not answer at ${consoleUrl}`, { remedy: 'see the log of the emulator' });
  }
  return consoleUrl;
};
