import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { TestOutputs } from './outputs.ts';

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';
const WEBHOOK = /^(\s*-?\s*url: ).*(\/alerts\/alertmanager)$/m;

const reload = async ({ alertmanagerUrl }: TestOutputs): Promise<void> => {
  const answer = await fetch(`${alertmanagerUrl}/-/reload`, { method: 'POST' });
  expect(answer.status).toBe(200);
};

/** Has Alertmanager find nobody at the webhook's address while something happens. */
export const whileUnreachable = async <T>(outputs: TestOutputs, what: () => Promise<T>): Promise<T> => {
  const file = join(outputs.home, 'alertmanager', 'config', 'alertmanager.yml');
  const kept = readFileSync(file, 'utf8');
  writeFileSync(file, kept.replace(WEBHOOK, `$1${NOWHERE}$2`));
  await reload(outputs);
  try {
    return await what();
  } finally {
    writeFileSync(file, kept);
    await reload(outputs);
  }
};
