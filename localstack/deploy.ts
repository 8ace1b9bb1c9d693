import { existsSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { awsEnvOf } from './emulator.ts';
import { BIN, CHECKOUT, pathsOf, TOOLS } from './home.ts';
import { plainEnv, runToEnd } from './processes.ts';
import type { Say } from './tools/say.ts';

/** Deploys every stack to the home's emulator, as `npm run deploy` does, but supervised and logged. */
export const deployStacks = async (home: string, endpointUrl: string, say: Say): Promise<void> => {
  const assembly = pathsOf(home).assembly;
  if (existsSync(assembly)) rmSync(assembly, { recursive: true });
  await runToEnd(
    home,
    {
      name: 'deploy',
      command: join(BIN, 'node'),
      args: [join(CHECKOUT, 'bin', 'deploy.ts')],
      env: plainEnv({
        PATH: `${BIN}${delimiter}${process.env['PATH'] ?? ''}`,
        SELFRIGHT_HOME: home,
        // The CDK is much code to read; the second time it is read as machine code.
        NODE_COMPILE_CACHE: join(TOOLS, 'compile-cache'),
        ...awsEnvOf(endpointUrl),
      }),
    },
    (line) => {
      // cdk says much; the durations of its parts are what a waiting person wants.
      if (line.startsWith('✓ ')) say(line.slice(2));
    },
  );
};
