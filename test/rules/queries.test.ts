import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillQuery } from '../../functions/core/domain/query.ts';
import { RUNBOOKS } from '../../functions/core/runbooks/index.ts';
import { ensureMonitoringTools } from '../../localstack/tools/monitoring-tools.ts';

const run = promisify(execFile);
const BLANKS = { service: 'checkout', dependency: 'payments', window: 5, baseline: 900 };
const folder = mkdtempSync(join(tmpdir(), 'selfright-queries-'));

let promtool = '';

beforeAll(async () => {
  ({ promtool } = await ensureMonitoringTools());
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Has promtool read queries as the expressions of recording rules. */
const check = (name: string, queries: readonly string[]) => {
  const rules = queries.map((query) => ({ record: 'a:query', expr: fillQuery(query, BLANKS) }));
  const file = join(folder, `${name}.yml`);
  // What is JSON is YAML too. Two queries may be the same one, which is what the labels are for.
  const labelled = rules.map((rule, at) => ({ ...rule, labels: { at: String(at) } }));
  writeFileSync(file, JSON.stringify({ groups: [{ name, rules: labelled }] }));
  return run(promtool, ['check', 'rules', file]);
};

describe('the queries of the runbooks', () => {
  it.each(RUNBOOKS.map((runbook) => [runbook.fault, runbook] as const))(
    'are ones that Prometheus understands: %s',
    async (name, { signature, recoveredWhen }) => {
      const queries = [
        ...signature.flatMap(({ measure }) => ('query' in measure ? [measure.query] : [])),
        ...recoveredWhen.map(({ query }) => query),
      ];

      const { stdout } = await check(name, queries);

      expect(stdout).toContain(`${queries.length} rules found`);
    },
  );

  it('would be refused if one were none', async () => {
    await expect(check('none', ['sum(rate(x{service="{{service}}"}[{{window}}]) by (service)'])).rejects.toThrow();
  });
});
