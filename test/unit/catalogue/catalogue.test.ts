import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordedEvidence } from '../../../bench/loop/evidence.ts';
import { matrixLines, toldApart } from '../../../catalogue/confusion.ts';
import { stepsWithoutConnector } from '../../../catalogue/connectors.ts';
import { declaredMetrics, metricsIn, unknownMetrics } from '../../../catalogue/metric-names.ts';
import { identifierOf, indexWith, scaffold } from '../../../catalogue/scaffold.ts';
import { databaseTimeout } from '../../../functions/core/runbooks/database-timeout.ts';
import { RUNBOOKS } from '../../../functions/core/runbooks/index.ts';
import { CHECKOUT } from '../../../localstack/home.ts';

/** The signatures of two runbooks, as they were seen while the first one's fault went on. */
const recorded = (idle: number): RecordedEvidence => ({
  fault: 'database-timeout',
  candidates: [
    {
      fault: 'database-timeout',
      service: 'checkout',
      dependency: 'database',
      values: { 'acquire-timeouts': 4, 'pool-in-use': 1, 'idle-in-transaction': idle },
    },
    {
      fault: 'lock-contention',
      service: 'checkout',
      dependency: 'database',
      values: { 'lock-timeouts': 0, blockers: 0 },
    },
  ],
});

describe('signatures on recorded evidence', () => {
  it('name the fault that went on', () => {
    expect(toldApart(RUNBOOKS, [recorded(5)], 0.8)).toMatchObject([
      { injected: 'database-timeout', found: 'database-timeout' },
    ]);
  });

  it('name none where what they need was not seen', () => {
    expect(toldApart(RUNBOOKS, [recorded(0)], 0.8)).toMatchObject([{ found: 'inconclusive' }]);
  });

  it('make a matrix with a column for what was found instead', () => {
    const lines = matrixLines([
      { injected: 'a-b', found: 'a-b', confidence: 1 },
      { injected: 'c-d', found: 'a-b', confidence: 1 },
    ]);

    expect(lines.slice(0, 3)).toEqual(['injected  a  b', 'a-b       1  .', 'c-d       1  .']);
  });
});

describe('the metrics of a runbook', () => {
  it('are found in its queries, histograms by their parts', () => {
    expect(metricsIn('sum(rate(a_total{service="x"}[5s])) / (sum(b_seconds_sum{}) > 0)')).toEqual([
      'a_total',
      'b_seconds_sum',
    ]);
  });

  it.each(RUNBOOKS.map((runbook) => [runbook.fault, runbook] as const))('exist in the storefront: %s', (_, runbook) => {
    expect(unknownMetrics(runbook, declaredMetrics())).toEqual([]);
  });

  it('are missed where they do not', () => {
    const [condition] = databaseTimeout.recoveredWhen;
    const wrong = {
      ...databaseTimeout,
      recoveredWhen: [{ ...condition, query: 'sum(no_such_total{service="x"})' }] as const,
    };

    expect(unknownMetrics(wrong, declaredMetrics())).toEqual(['no_such_total']);
  });
});

describe('the steps of a runbook', () => {
  it.each(RUNBOOKS.map((runbook) => [runbook.fault, runbook] as const))('each have a connector: %s', (_, runbook) => {
    expect(stepsWithoutConnector(runbook)).toEqual([]);
  });
});

describe('a new fault', () => {
  const INDEXES = ['functions/core/runbooks/index.ts', 'localstack/faults/index.ts'] as const;

  /** A root with the indexes as they are. */
  const aRoot = (): string => {
    const root = mkdtempSync(join(tmpdir(), 'selfright-scaffold-'));
    for (const path of INDEXES) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), readFileSync(join(CHECKOUT, path)));
    }
    return root;
  };

  it('begins in all of its homes, with a line in both indexes', () => {
    const root = aRoot();

    const written = scaffold(root, 'dns-gone');

    expect(written).toHaveLength(8);
    for (const path of written) expect(readFileSync(join(root, path), 'utf8')).toMatch(/dns-gone/);
    for (const path of INDEXES) expect(readFileSync(join(root, path), 'utf8')).toMatch(/^ {2}dnsGone(\(patient\))?,$/m);
    rmSync(root, { recursive: true });
  });

  it.each(['Disk', 'disk', '../x', 'disk full'])('refuses %j for a name', (name) => {
    expect(() => scaffold(CHECKOUT, name)).toThrow(/no name of a fault/);
  });

  it('never writes over one that is there', () => {
    expect(() => scaffold(CHECKOUT, 'disk-full')).toThrow(/there already/);
  });

  it('keeps the imports of an index in order', () => {
    const index = "import { b } from './b.ts';\nimport { d } from './d.ts';\n\nexport const ALL = [\n  b,\n  d,\n];\n";

    expect(indexWith(index, 'c', 'c')).toBe(
      "import { b } from './b.ts';\nimport { c } from './c.ts';\nimport { d } from './d.ts';\n\nexport const ALL = [\n  b,\n  d,\n  c,\n];\n",
    );
    expect(identifierOf('disk-full')).toBe('diskFull');
  });
});
