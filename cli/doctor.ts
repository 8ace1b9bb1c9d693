import type { Command } from 'commander';
import { isWell, type Sign } from '../functions/core/domain/health/sign.ts';
import { signLines } from './doctor/lines.ts';
import { reachSigns } from './doctor/reach.ts';
import { versionSign } from './doctor/version.ts';
import { EXIT } from './exit.ts';
import type { Shell } from './shell.ts';
import type { Stack } from './stack.ts';

/** Looks at everything: what answers, and what the record tells. */
export const examine = async (stack: Stack): Promise<readonly Sign[]> => {
  const { recordSigns } = await import('./doctor/record.ts');
  return [versionSign(), ...(await Promise.all([reachSigns(stack), recordSigns(stack)])).flat()];
};

/** `doctor`: says in plain words what is missing or unhealthy. */
export const addDoctor = (program: Command, { stack, show, end, paint }: Shell): void => {
  program
    .command('doctor')
    .description('say what is missing or unhealthy; exits 1 if something is, or could not be looked at')
    .option('--json', 'print JSON')
    .action(async ({ json }) => {
      const signs = await examine(stack());
      show(json, { well: isWell(signs), signs }, () => signLines(signs, paint));
      end(isWell(signs) ? EXIT.ok : EXIT.negative);
    });
};
