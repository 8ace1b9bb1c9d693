import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { LocalProblem } from './problem.ts';

const Injected = z.object({ fault: z.string(), injectedAt: z.iso.datetime() });
const Healed = z.object({ healed: z.array(z.string()) });
const Problem = z.object({ title: z.string(), detail: z.string().optional() });

/** What stands beside the faults in their folder. */
const NOT_ONE: readonly string[] = ['index.ts', 'fault.ts'];

/** The faults that there are: one file each, of the fault's name. */
export const knownFaults = (): readonly string[] =>
  readdirSync(join(import.meta.dirname, 'faults'))
    .filter((file) => file.endsWith('.ts') && !NOT_ONE.includes(file))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();

const post = async <T>(url: string, schema: z.ZodType<T>): Promise<T> => {
  let response: Response;
  try {
    response = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(30_000) });
  } catch (cause) {
    throw new LocalProblem(`the storefront does not answer at ${url}`, {
      remedy: 'see whether the stack is up: npm run up',
      cause,
    });
  }
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = schema.safeParse(body);
  if (response.ok && parsed.success) return parsed.data;
  const problem = Problem.safeParse(body);
  const why = problem.success ? (problem.data.detail ?? problem.data.title) : 'an answer that is none of its own';
  throw new LocalProblem(`the storefront refused (${response.status}): ${why}`, {
    remedy: response.status === 404 ? `name one of: ${knownFaults().join(', ')}` : 'read .local/logs/edge-1.log',
  });
};

/** Hurts the storefront; answers which fault and when. */
export const injectFault = (storefrontUrl: string, fault: string): Promise<z.infer<typeof Injected>> =>
  post(`${storefrontUrl}/trigger/${encodeURIComponent(fault)}`, Injected);

/** Undoes every injected fault; answers which there were. */
export const healFaults = async (storefrontUrl: string): Promise<readonly string[]> =>
  (await post(`${storefrontUrl}/heal`, Healed)).healed;
