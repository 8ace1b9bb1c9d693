import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * A folder beside `target` to fill before it is renamed into place. Call it under the target's lock: then what
 * other drafts there are were left by a run that was cut off, and are removed.
 */
export const freshDraft = (target: string): string => {
  const folder = dirname(target);
  mkdirSync(folder, { recursive: true });
  const prefix = `${basename(target)}.draft-`;
  for (const entry of readdirSync(folder)) {
    if (entry.startsWith(prefix)) rmSync(join(folder, entry), { recursive: true, force: true });
  }
  return join(folder, `${prefix}${process.pid}`);
};
