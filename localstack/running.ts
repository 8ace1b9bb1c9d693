import { existsSync } from 'node:fs';
import { usesLocalStack } from './emulator.ts';
import { pathsOf } from './home.ts';
import { type Outputs, readOutputs } from './outputs.ts';
import { answers, isAlive, recordsOf } from './processes.ts';
import { STOREFRONT } from './storefront/processes.ts';

/** Longer than a Lambda's cold start on a busy machine. */
const PATIENCE_MS = 8000;

const expected = (): readonly string[] => [
  ...(usesLocalStack() ? [] : ['emulator']),
  ...['postgres', 'prometheus', 'alertmanager', 'jira', 'slack', 'teams'],
  ...STOREFRONT.map(({ instance }) => instance),
];

/**
 * The outputs of the home's stack if all of it lives and answers. A storefront that is ill with an injected fault is
 * up all the same, so its own opinion of its health is not asked.
 */
export const runningOutputs = async (home: string): Promise<Outputs | undefined> => {
  if (!existsSync(pathsOf(home).outputs)) return undefined;
  const living = new Set(
    recordsOf(home)
      .filter(isAlive)
      .map(({ name }) => name),
  );
  if (!expected().every((name) => living.has(name))) return undefined;
  const outputs = readOutputs(home);
  const urls = [
    `${outputs.endpointUrl}/_localstack/health`,
    `${outputs.prometheusUrl}/-/ready`,
    `${outputs.alertmanagerUrl}/-/ready`,
    `${outputs.storefrontUrl}/metrics`,
    `${outputs.apiUrl}/health`,
  ];
  const well = await Promise.all(urls.map((url) => answers(url, PATIENCE_MS)));
  return well.every(Boolean) ? outputs : undefined;
};
