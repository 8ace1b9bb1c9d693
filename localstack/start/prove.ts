import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { BIN, CHECKOUT } from '../home.ts';

/** Runs `bin/selfright prove` over the home's record; answers whether every law holds. */
export const prove = async (home: string): Promise<boolean> => {
  const child = spawn(join(BIN, 'node'), [join(CHECKOUT, 'bin', 'selfright.ts'), 'prove'], {
    env: { ...process.env, SELFRIGHT_HOME: home },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await new Promise<number>((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (status) => resolve(status ?? 1));
  });
  return code === 0;
};
