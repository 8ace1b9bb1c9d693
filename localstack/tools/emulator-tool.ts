import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOOLS } from '../home.ts';
import { withLock } from '../lock.ts';
import { LocalProblem } from '../problem.ts';
import { onPath, runCommand } from './command.ts';
import { freshDraft } from './draft.ts';
import type { Say } from './say.ts';

const VENV = join(TOOLS, 'venv');
const STAMP = 'selfright-stamp';
const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');

const pythonOf = (venv: string): string => join(venv, 'bin', 'python');

const wanted = (): string => createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');

/** The venv's python is a link to the machine's, which may have been removed since. */
const isReady = (): boolean => {
  const stamp = join(VENV, STAMP);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted()) return false;
  try {
    realpathSync(pythonOf(VENV));
    return true;
  } catch {
    return false;
  }
};

const NEW_ENOUGH = 'import sys; sys.exit(sys.version_info < (3, 10))';

const newEnoughPython = async (): Promise<string> => {
  for (const name of ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10']) {
    const file = onPath(name);
    if (file !== undefined && (await runCommand(file, ['-c', NEW_ENOUGH])).code === 0) return file;
  }
  throw new LocalProblem('no Python 3.10 or newer on the PATH', { remedy: 'install Python 3.10 or newer' });
};

const build = async (draft: string): Promise<void> => {
  const python = await newEnoughPython();
  const venv = await runCommand(python, ['-m', 'venv', draft]);
  if (venv.code !== 0) {
    throw new LocalProblem(`${python} cannot make a virtual environment: ${venv.text.trim()}`, {
      remedy: 'install the venv module, for instance: apt install python3-venv',
    });
  }
  const pip = await runCommand(pythonOf(draft), [
    ...['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'],
    ...['--requirement', REQUIREMENTS],
  ]);
  if (pip.code !== 0) {
    throw new LocalProblem(`pip could not install the emulator: ${pip.text.trim()}`, {
      remedy: 'check that the Python package index can be reached',
    });
  }
  writeFileSync(join(draft, STAMP), wanted());
};

/** The Python that has MiniStack, if it is here already. */
export const readyEmulatorTool = (): string | undefined => (isReady() ? pythonOf(VENV) : undefined);

/** The Python that has MiniStack, from the project's own virtual environment. */
export const ensureEmulatorTool = async (say: Say): Promise<string> => {
  if (isReady()) return pythonOf(VENV);
  const lock = join(TOOLS, 'venv.lock');
  await withLock(lock, 'virtual environment', async () => {
    if (isReady()) return;
    say('installing the emulator from the Python package index');
    const draft = freshDraft(VENV);
    try {
      await build(draft);
      rmSync(VENV, { recursive: true, force: true });
      renameSync(draft, VENV);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  });
  return pythonOf(VENV);
};
