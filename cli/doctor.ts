import type { Stack } from './stack.ts';
import type { Paint } from './text.ts';

const PATIENCE_MS = 5000;

/** One part of an installation and whether it answers. */
export interface Checkup {
  readonly part: string;
  readonly url: string;
  readonly ok: boolean;
  readonly says: string;
}

/** What is asked of each part that this installation has. */
const questionsFor = ({ apiUrl, endpointUrl, prometheusUrl, alertmanagerUrl, storefrontUrl }: Stack) => {
  const all: readonly (readonly [part: string, url: string | undefined, path: string])[] = [
    ['operator API', apiUrl, '/health'],
    ['AWS emulator', endpointUrl, '/_localstack/health'],
    ['Prometheus', prometheusUrl, '/-/ready'],
    ['Alertmanager', alertmanagerUrl, '/-/ready'],
    ['storefront', storefrontUrl, '/health'],
  ];
  return all.flatMap(([part, url, path]) =>
    url === undefined ? [] : [{ part, url: `${url.replace(/\/$/, '')}${path}` }],
  );
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${PATIENCE_MS / 1000} s`;
  return error.cause instanceof Error ? error.cause.message : error.message;
};

const checkup = async (part: string, url: string): Promise<Checkup> => {
  try {
    const { ok, status } = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });
    return { part, url, ok, says: `answered ${status}` };
  } catch (error) {
    return { part, url, ok: false, says: reasonOf(error) };
  }
};

/** Asks every part of the installation whether it is there. */
export const examine = (stack: Stack): Promise<readonly Checkup[]> =>
  Promise.all(questionsFor(stack).map(({ part, url }) => checkup(part, url)));

/** One line a part. */
export const checkupLines = (checkups: readonly Checkup[], paint: Paint): readonly string[] =>
  checkups.map(({ part, url, ok, says }) => {
    const verdict = ok ? paint('green', 'ok   ') : paint('red', 'FAILS');
    return `${verdict}  ${part.padEnd('operator API'.length)}  ${says}  ${paint('dim', url)}`;
  });
