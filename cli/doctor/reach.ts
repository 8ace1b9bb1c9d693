import * as z from 'zod';
import { readJson } from '../../functions/core/contracts/read-json.ts';
import { type Sign, unwell, well } from '../../functions/core/domain/health/sign.ts';
import type { Stack } from '../stack.ts';

const PATIENCE_MS = 5000;

/** A part of an installation: where it says that it is there, and where it says which version it is. */
interface Part {
  readonly about: string;
  readonly base: string | undefined;
  readonly path: string;
  /** Asked for the version; without it, nothing says. @default the same as `path` */
  readonly versionPath?: string;
  readonly version?: z.ZodType<string>;
  readonly remedy: string;
}

const Version = z.object({ version: z.string() }).transform(({ version }) => version);
const PrometheusVersion = z.object({ data: Version }).transform(({ data }) => data);
const AlertmanagerVersion = z.object({ versionInfo: Version }).transform(({ versionInfo }) => versionInfo);

/** What is asked of each part that this installation has. */
const partsOf = (stack: Stack): readonly Part[] => [
  { about: 'operator API', base: stack.apiUrl, path: '/health', remedy: 'the log of the Lambda api, and its gateway' },
  {
    about: 'AWS emulator',
    base: stack.endpointUrl,
    path: '/_localstack/health',
    version: Version,
    remedy: 'start the stack again: npm run up',
  },
  {
    about: 'Prometheus',
    base: stack.prometheusUrl,
    path: '/-/ready',
    versionPath: '/api/v1/status/buildinfo',
    version: PrometheusVersion,
    remedy: 'without it nothing is diagnosed, and no recovery measured',
  },
  {
    about: 'Alertmanager',
    base: stack.alertmanagerUrl,
    path: '/-/ready',
    versionPath: '/api/v2/status',
    version: AlertmanagerVersion,
    remedy: 'without it no alert comes, and nothing missed is found',
  },
  {
    about: 'Grafana',
    base: stack.grafanaUrl,
    path: '/api/health',
    version: Version,
    remedy: 'its alerts do not come, and its dashboards are not there',
  },
  {
    about: 'Jira',
    base: stack.jiraUrl,
    path: '/rest/api/3/serverInfo',
    version: Version,
    remedy: 'tickets wait until it answers; nothing is lost',
  },
  { about: 'storefront', base: stack.storefrontUrl, path: '/health', remedy: 'the patient itself does not answer' },
];

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${PATIENCE_MS / 1000} s`;
  return error.cause instanceof Error ? error.cause.message : error.message;
};

const ask = (url: string) => fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });

/** Whoever does not say its version is there all the same. */
const versionIn = async (answer: Response, version: z.ZodType<string>): Promise<string> => {
  const read = readJson(new Uint8Array(await answer.arrayBuffer()));
  const found = version.safeParse(read.ok ? read.value : undefined);
  return found.success ? `, version ${found.data}` : ', which does not say its version';
};

const reached = async ({ about, path, versionPath, version, remedy }: Part, base: string): Promise<Sign> => {
  const at = (one: string): string => `${base.replace(/\/$/, '')}${one}`;
  try {
    const answer = await ask(at(path));
    const says = `answered ${answer.status} at ${at(path)}`;
    if (!answer.ok) return unwell(about, says, remedy);
    const told = version && (await versionIn(versionPath ? await ask(at(versionPath)) : answer, version));
    return well(about, `${says}${told ?? ''}`);
  } catch (error) {
    return unwell(about, `${reasonOf(error)} at ${at(path)}`, remedy);
  }
};

/** Asks every part of the installation whether it is there, and which version it is. */
export const reachSigns = (stack: Stack): Promise<readonly Sign[]> =>
  Promise.all(partsOf(stack).flatMap((part) => (part.base === undefined ? [] : [reached(part, part.base)])));
