import { describe, expect, it } from 'vitest';
import { floorOf } from '../../../bench/loop/floor.ts';
import { faultLines } from '../../../bench/loop/lines.ts';
import { readOptions } from '../../../bench/loop/options.ts';
import { pictureOf } from '../../../bench/loop/picture.ts';
import { benchPolicy, policyLines } from '../../../bench/loop/policy.ts';
import { breachesOf, type Run, runOf, summaryOf } from '../../../bench/loop/report.ts';
import { viewOf } from '../../../functions/api/incident-routes.ts';
import { lawfulFacts } from '../../support/lawful-facts.ts';

const aRun = (part: Partial<Run> = {}): Run => ({
  name: 'database-timeout',
  expected: 'healed',
  injectedAt: '2026-03-02T09:59:00.000Z',
  diagnosedRight: true,
  acted: true,
  verified: true,
  asExpected: true,
  lost: [],
  falseFixes: [],
  wrongActions: [],
  left: [],
  incidents: [],
  legs: [
    { name: 'fault to firing', seconds: 6 },
    { name: 'action to verified', seconds: 10 },
  ],
  total: 20,
  ours: 5,
  floor: undefined,
  ...part,
});

describe('what all runs came to', () => {
  it('tells the median and the worst of those that were healed, and our share of it', () => {
    const runs = [aRun(), aRun({ total: 30 }), aRun({ total: 90, ours: 9 }), aRun({ asExpected: false, total: 900 })];

    expect(summaryOf(runs)).toMatchObject({ healed: { of: 4, right: 3 }, median: 30, worst: 90 });
  });

  it('counts traps apart, and adds up what must be none', () => {
    const trap = aRun({ name: 'blip', expected: 'handed over', wrongActions: ['x'], falseFixes: ['y'], lost: ['z'] });

    expect(summaryOf([aRun(), trap])).toMatchObject({
      handedOver: { of: 1, right: 1 },
      lost: 1,
      falseFixes: 1,
      wrongActions: 1,
    });
    expect(breachesOf([aRun(), trap])).toHaveLength(3);
  });

  it('breaks a rule when a fault was not healed', () => {
    expect(breachesOf([aRun({ asExpected: false })])).toEqual([expect.stringContaining('was not healed')]);
  });

  it('has a row for each fault', () => {
    expect(faultLines([aRun(), aRun({ name: 'api-503' })])).toHaveLength(3);
  });

  it('draws what was healed and nothing else', () => {
    const picture = pictureOf([aRun(), aRun({ name: 'a<b' }), aRun({ name: 'api-503', asExpected: false })]);

    expect(picture).toContain('database-timeout');
    expect(picture).toContain('a&#60;b');
    expect(picture).not.toContain('api-503');
  });
});

describe('the floor of a run', () => {
  it('leaves to us what lies between the flush and the action, and after the last sample', async () => {
    const [whole] = (await lawfulFacts()).record.incidents;
    if (whole === undefined) throw new Error('no incident');
    const incident = viewOf(whole, []);
    const openedAt = Date.parse(incident.openedAt);
    const injectedAt = new Date(openedAt - 10_000).toISOString();
    const fired = incident.alerts.map(({ name, service = '' }) => ({
      name,
      service,
      badAt: openedAt / 1000 - 9,
      activeAt: openedAt / 1000 - 8,
      firesAt: openedAt / 1000 - 3,
      longest: 1,
    }));

    const floor = floorOf(injectedAt, incident, fired);

    expect(floor).toMatchObject({ bad: 1, active: 2, firing: 7 });
    expect((floor?.floor ?? 0) + (floor?.beyond ?? 0)).toBeCloseTo(floor?.closed ?? Number.NaN);
    expect(floorOf(injectedAt, { ...incident, actions: [] }, fired)).toBeUndefined();

    // An alert that was healed so soon that nobody need have been told of it still says where the run began.
    const seen = { injectedAt, incidents: [incident], fired: [], firings: fired, known: [], firesOn: [], left: [] };
    expect(runOf({ name: 'one', expected: 'healed', faults: [] }, seen).floor).toEqual(floor);

    const { verification } = incident;
    const { at } = verification ?? { at: '' };
    const zero = Date.parse(at) / 1000;
    const samples = Array.from({ length: 31 }, (_, i): [number, number] => [zero + i, 0]);
    const measurements = verification?.measurements.map((one) => ({
      ...{ ...one, samples, heldSeconds: 25, holdSeconds: 10 },
    }));
    const late = {
      ...incident,
      ...(verification && measurements && { verification: { ...verification, measurements } }),
    };

    // It held from the sixth sample on; the look that found it came fifteen seconds after the one that sufficed.
    expect(floorOf(injectedAt, late, fired)?.lastSample).toBeCloseTo(zero + 15 - Date.parse(injectedAt) / 1000);
  });
});

describe('the options of bench:loop', () => {
  it('are every case three times, unless told otherwise', () => {
    const { fault, runs } = readOptions([]);

    expect(runs).toBe(3);
    expect(fault.length).toBeGreaterThan(10);
    expect(readOptions(['--fault', 'blip', '--runs', '2'])).toMatchObject({ fault: [{ name: 'blip' }], runs: 2 });
  });

  it.each([[['--fault', 'nonsense']], [['--runs', '0']], [['--profile', 'slow']]])('refuse %j', (args) => {
    expect(() => readOptions(args)).toThrow();
  });
});

describe('the policy of bench:loop', () => {
  it('is told with the result: wide limits, and what stays as it is', () => {
    const { envelope } = benchPolicy('quick');
    const lines = policyLines('quick').join('\n');

    expect(envelope).toMatchObject({ cooldownSeconds: 0, perTarget: { perHour: 500 } });
    expect(lines).toContain('perHour:500');
    expect(lines).toContain('windowSeconds:60');
    expect(policyLines('reference').join('\n')).toContain('timings      {}');
  });

  it('breaks a rule when the shop was not left as new', () => {
    expect(breachesOf([aRun({ left: ['catalogue-1: admission_limit was 72, is 200'] })])).toEqual([
      expect.stringContaining('not as new'),
    ]);
  });
});
