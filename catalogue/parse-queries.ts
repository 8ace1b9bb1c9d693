import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fillQuery } from '../functions/core/domain/query.ts';

const run = promisify(execFile);
const BLANKS = { service: 'checkout', dependency: 'payments', window: 5, baseline: 900 };

/** Has promtool read queries as the expressions of recording rules; answers what it says against them, if anything. */
export const parseQueries = async (
  promtool: string,
  name: string,
  queries: readonly string[],
): Promise<readonly string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'selfright-queries-'));
  const file = join(folder, `${name}.yml`);
  // Two queries may be the same one, which is what the labels are for. What is JSON is YAML too.
  const rules = queries.map((query, at) => ({
    record: 'a:query',
    expr: fillQuery(query, BLANKS),
    labels: { at: String(at) },
  }));
  writeFileSync(file, JSON.stringify({ groups: [{ name, rules }] }));
  try {
    const { stdout } = await run(promtool, ['check', 'rules', file]);
    return stdout.includes(`${queries.length} rules found`) ? [] : [`${name}: ${stdout}`];
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
  } finally {
    rmSync(folder, { recursive: true });
  }
};
