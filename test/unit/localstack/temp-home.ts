import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { stopAll } from '../../../localstack/processes.ts';

/** A folder that is gone when the test is over. */
export const tempFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'selfright-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** A home whose processes are gone when the test is over. */
export const tempHome = (): string => {
  const home = tempFolder();
  onTestFinished(async () => {
    await stopAll(home, 100);
  });
  return home;
};
