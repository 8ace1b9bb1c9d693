import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import * as z from 'zod';
import { apiOf, type SeenIncident } from './api.ts';
import type { TestOutputs } from './outputs.ts';
import { until } from './until.ts';

const run = promisify(execFile);

/** A fact that the story must contain, and how many seconds after the fault at the latest: patience, not a measure of speed. */
export interface Wanted {
  readonly kind: string;
  readonly within: number;
}

export const within = (seconds: number, kind: string): Wanted => ({ kind, within: seconds });

const Answer = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.coerce.number()]) })) }),
});

/** The one number that a query answers. */
const asked = async ({ prometheusUrl }: TestOutputs, query: string): Promise<number | undefined> => {
  const answer = await fetch(`${prometheusUrl}/api/v1/query?${new URLSearchParams({ query })}`);
  return Answer.parse(await answer.json()).data.result[0]?.value[1];
};

/** Nothing fires, nothing is open: what every story starts from. */
export const calm = async (outputs: TestOutputs): Promise<void> => {
  await fetch(`${outputs.storefrontUrl}/heal`, { method: 'POST' });
  await until('the storefront is calm', 120, async () => {
    const firing = await asked(outputs, 'count(ALERTS{severity!="none",selfright_self=""}) or vector(0)');
    const open = (await apiOf(outputs).incidents()).filter(
      ({ status }) => status !== 'closed' && status !== 'escalated',
    );
    return firing === 0 && open.length === 0 ? true : undefined;
  });
};

/** No call between services has failed for so long that no diagnosis looks back on one. */
export const untilForgotten = (outputs: TestOutputs): Promise<true> =>
  until('no call has failed for 30 s', 120, async () => {
    const failed = await asked(outputs, 'sum(increase(dependency_requests_total{outcome!="ok"}[30s])) or vector(0)');
    return failed === 0 ? true : undefined;
  });

const Failed = z.object({ stdout: z.string() });

/** `bin/selfright prove` finds nothing; what it found is what the test fails with. */
export const proves = async ({ home }: TestOutputs): Promise<void> => {
  const env = { ...process.env, SELFRIGHT_HOME: home };
  const { stdout } = await run('bin/selfright', ['prove'], { env }).catch((error: unknown) => Failed.parse(error));
  expect(stdout.split('\n').filter((line) => line.startsWith('BREACH') || line.startsWith('  '))).toEqual([]);
};

/** An end-to-end story with a clock: hurt, watch, and compare with what was wanted. */
export const story = async (
  outputs: TestOutputs,
  { hurt, want, limit = 120 }: { hurt: () => Promise<unknown>; want: readonly Wanted[]; limit?: number },
): Promise<SeenIncident> => {
  const api = apiOf(outputs);
  const before = new Set((await api.incidents()).map(({ id }) => id));
  const hurtAt = Date.now();
  await hurt();
  const id = await until(
    'an incident opens',
    limit,
    async () =>
      (await api.incidents()).find((one) => !before.has(one.id) && one.service?.startsWith('selfright-') !== true)?.id,
  );
  const incident = await until(`${id} ends`, limit, async () => {
    const seen = await api.incident(id);
    return seen.status === 'closed' || seen['toldAt'] !== undefined ? seen : undefined;
  });
  const late = want.filter(({ kind, within: seconds }) => {
    const entry = incident.timeline.find((one) => one.kind === kind);
    return entry === undefined || (Date.parse(entry.at) - hurtAt) / 1000 > seconds;
  });
  expect(late, incident.timeline.map(({ at, kind, text }) => `${at} ${kind} ${text}`).join('\n')).toEqual([]);
  return incident;
};

/** Hurts the storefront as a person does. */
export const trigger = async ({ storefrontUrl }: TestOutputs, fault: string): Promise<void> => {
  const answer = await fetch(`${storefrontUrl}/trigger/${fault}`, { method: 'POST' });
  expect(answer.status).toBe(202);
};
