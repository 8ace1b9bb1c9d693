// npm run runbook -- new <name> | check: begins a fault in its homes; proves that the runbooks fit the world that they speak of.
import { existsSync } from 'node:fs';
import { EVIDENCE, recordedEvidence } from '../bench/loop/keep.ts';
import { PolicySchema } from '../functions/core/contracts/policy.ts';
import { RUNBOOKS } from '../functions/core/runbooks/index.ts';
import { CHECKOUT } from '../localstack/home.ts';
import { ensureMonitoringTools } from '../localstack/tools/monitoring-tools.ts';
import { matrixLines, toldApart } from './confusion.ts';
import { stepsWithoutConnector } from './connectors.ts';
import { declaredMetrics, queriesIn, unknownMetrics } from './metric-names.ts';
import { parseQueries } from './parse-queries.ts';
import { scaffold } from './scaffold.ts';

const USAGE = 'npm run runbook -- new <name> | check';

/** What a runbook gets wrong, in words. */
const wrongIn = async (promtool: string): Promise<readonly string[]> => {
  const declared = declaredMetrics();
  const found = await Promise.all(
    RUNBOOKS.map(async (runbook) => [
      ...(await parseQueries(promtool, runbook.fault, queriesIn(runbook))),
      ...unknownMetrics(runbook, declared).map((name) => `${runbook.fault}: the storefront has no metric ${name}`),
      ...stepsWithoutConnector(runbook).map((step) => `${runbook.fault}: nothing carries out ${step}`),
    ]),
  );
  return found.flat();
};

/** What recorded evidence says of the signatures: the matrix, and which faults are not told from others. */
const confusion = () => {
  if (!existsSync(EVIDENCE)) return { lines: ['no evidence is recorded: npm run bench:loop'], wrong: [] };
  const recorded = recordedEvidence();
  const { minimumConfidence } = PolicySchema.parse({ services: {} });
  const told = toldApart(RUNBOOKS, recorded, minimumConfidence);
  const missed = told.filter(({ injected, found }) => injected !== found);
  const unseen = RUNBOOKS.filter(({ fault }) => !told.some(({ injected }) => injected === fault));
  return {
    lines: [...matrixLines(told), ...unseen.map(({ fault }) => `no evidence of ${fault} is recorded`)],
    wrong: missed.map(({ injected, found }) => `while ${injected} went on, the signatures said ${found}`),
  };
};

const check = async (): Promise<number> => {
  const { promtool } = await ensureMonitoringTools();
  const { lines, wrong } = confusion();
  const all = [...(await wrongIn(promtool)), ...wrong];
  for (const line of lines) console.log(line);
  for (const line of all) console.log(`WRONG  ${line}`);
  if (all.length === 0)
    console.log(`${RUNBOOKS.length} runbooks: their queries parse, their metrics and connectors exist`);
  return all.length === 0 ? 0 : 1;
};

const begin = (name: string): number => {
  for (const path of scaffold(CHECKOUT, name)) console.log(path);
  console.log(`now say in each what it is; npm run runbook -- check and npm run test:rules tell what is missing`);
  return 0;
};

const [verb, name, ...rest] = process.argv.slice(2);
try {
  if (verb === 'check' && name === undefined) process.exit(await check());
  if (verb === 'new' && name !== undefined && rest.length === 0) process.exit(begin(name));
  console.error(`usage: ${USAGE}`);
  process.exit(2);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
