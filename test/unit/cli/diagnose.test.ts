import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCases } from '../../../cli/cases/find-cases.ts';
import { makeCaseReader } from '../../../cli/cases/read-case.ts';
import { rankCases } from '../../../cli/diagnose.ts';

let home: string;
let folder: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'selfright-cases-'));
  folder = join(home, 'some-system', 'case-1');
  mkdirSync(folder, { recursive: true });
  const rows = Array.from({ length: 40 }, (_, i) => `${i * 60},${i >= 30 ? 5 : 1},"${i === 3 ? '' : 0.1}"`);
  writeFileSync(join(home, 'some-system', 'shared.csv'), ['time,a|b|latency_seconds_avg,plain', ...rows].join('\r\n'));
  writeFileSync(
    join(folder, 'case.json'),
    JSON.stringify({
      alert: { service: null, signal: null, at: 1800 },
      baseline: [{ from: 0, to: 1799 }],
      window: { from: 1800, to: 2400 },
      series: ['../shared.csv', 'gone.csv'],
      edges: 'edges.csv',
      edgesBaseline: null,
      calls: [],
    }),
  );
});
afterAll(() => rmSync(home, { recursive: true }));

describe('diagnose', () => {
  it('reads what is there, and says what is not', () => {
    const one = makeCaseReader()(folder);

    expect(one.missing).toEqual(['gone.csv', 'edges.csv']);
    expect(one.series.map(({ service, signal }) => [service, signal])).toEqual([
      ['a|b', 'latency_seconds_avg'],
      ['plain', 'value'],
    ]);
    expect(one.series[1]?.values[3]).toBeNaN();
  });

  it('names each case by its system and itself, with every service in order', () => {
    expect(findCases(home)).toEqual([folder]);

    expect(rankCases(home)['some-system/case-1']).toMatchObject({ outcome: 'explained', ranking: ['a|b', 'plain'] });
  });

  it('refuses a folder that holds no case, in words', () => {
    writeFileSync(join(home, 'case.json'), '{"window": 3}');

    expect(() => makeCaseReader()(home)).toThrow(/is no case/);
    expect(readFileSync(join(home, 'case.json'), 'utf8')).toContain('window');
    rmSync(join(home, 'case.json'));
  });
});
