import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnsIn, concatenated } from '../../../cli/cases/columns.ts';
import { findCases } from '../../../cli/cases/find-cases.ts';
import { makeCaseReader } from '../../../cli/cases/read-case.ts';
import { rankCases } from '../../../cli/diagnose.ts';

let home: string;
let folder: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'selfright-cases-'));
  folder = join(home, 'some-system', 'case-1');
  mkdirSync(folder, { recursive: true });
  const rows = Array.from(
    { length: 40 },
    (_, i) => `${i * 60},${(i >= 30 ? 5 : 1) + (i % 3) / 100},"${i === 3 ? '' : 0.1}"`,
  );
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

    expect(rankCases(home).ranks['some-system/case-1']).toMatchObject({
      outcome: 'explained',
      ranking: ['a|b', 'plain'],
    });
  });

  it.each([
    ['at,a|cpu_percent\n1,2', 'shared.csv: has no column time, but at, a|cpu_percent'],
    ['time,a|cpu_percent\n1,2\n2,much', 'shared.csv: column a|cpu_percent, row 2: much is no number'],
    ['time,a|cpu_percent\n,2', 'shared.csv: column time, row 1: unix seconds were expected, not a gap'],
    ['time,a|cpu_percent\n1,2,3', 'shared.csv: row 1 has 3 cells for 2 columns'],
    ['', 'shared.csv: is empty'],
  ])('refuses %j, naming the file and the place, and ranks the others', (text, what) => {
    const other = join(home, 'other-system', 'case-1');
    mkdirSync(other, { recursive: true });
    writeFileSync(join(home, 'other-system', 'shared.csv'), text);
    writeFileSync(join(other, 'case.json'), readFileSync(join(folder, 'case.json')));

    const { ranks, unreadable } = rankCases(home);

    expect(Object.keys(ranks)).toEqual(['some-system/case-1']);
    expect(unreadable.map(({ message }) => message)).toEqual([expect.stringContaining(what)]);
    rmSync(join(home, 'other-system'), { recursive: true });
  });

  it('takes columns that tell service and metric in one name, and gaps as others write them', () => {
    const columns = columnsIn('time,front-end_latency-90,my_cart_mem,cart_db_cpu\n1,NaN,2,null', 'x.csv');

    expect(concatenated([columns], ['cart_db']).map(({ service, signal }) => [service, signal])).toEqual([
      ['front-end', 'latency-90'],
      ['my_cart', 'mem'],
      ['cart_db', 'cpu'],
    ]);
    expect(columns.byName.get('cart_db_cpu')?.[0]).toBeNaN();
  });

  it('refuses a folder that holds no case, in words', () => {
    writeFileSync(join(home, 'case.json'), '{"window": 3}');

    expect(() => makeCaseReader()(home)).toThrow(/is no case/);
    expect(readFileSync(join(home, 'case.json'), 'utf8')).toContain('window');
    rmSync(join(home, 'case.json'));
  });
});
