import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COUNTED, READ } from '../../functions/core/domain/tally/metrics.ts';
import { makeCountIncident } from '../../functions/core/usecases/count-incident.ts';
import { makeReadPipeline } from '../../functions/core/usecases/read-pipeline.ts';
import { makeTellMetrics } from '../../functions/core/usecases/tell-metrics.ts';
import { CHECKOUT } from '../../localstack/home.ts';
import { PREFERRED } from '../../localstack/ports.ts';
import { type Profile, render, renderFolder } from '../../localstack/profile.ts';
import { ensureMonitoringTools } from '../../localstack/tools/monitoring-tools.ts';
import { aPolicy } from '../support/builders.ts';
import { aWorld } from '../support/fakes/world.ts';
import { lawfulFacts } from '../support/lawful-facts.ts';

const COMMITTED = join(CHECKOUT, 'monitoring', 'prometheus');
const run = promisify(execFile);

/** A tenth of a duration in seconds: the tests of the rules count samples, and quick samples come ten times as fast. */
const hasten = (test: string): string =>
  test.replace(/(interval: 1|eval_time: \d+)0s/g, (_, start: string) => `${start}s`);

const filesIn = (folder: string): readonly string[] => readdirSync(folder).filter((file) => file.endsWith('.yml'));

/** The monitoring files as one profile has them, the tests of the rules beside the rules. */
const laidOut = (profile: Profile): string => {
  const home = mkdtempSync(join(tmpdir(), `selfright-rules-${profile}-`));
  renderFolder(COMMITTED, join(home, 'prometheus'), profile, PREFERRED);
  renderFolder(join(CHECKOUT, 'monitoring', 'alertmanager'), join(home, 'alertmanager'), profile, PREFERRED);
  for (const file of filesIn(join(COMMITTED, 'rules')).filter((name) => name.endsWith('.test.yml'))) {
    const committed = readFileSync(join(COMMITTED, 'rules', file), 'utf8');
    const test = render(committed, profile, PREFERRED);
    writeFileSync(join(home, 'prometheus', 'rules', file), profile === 'quick' ? hasten(test) : test);
  }
  return home;
};

/** Our own numbers over a record in which everything has happened. */
const counted = async () => {
  const world = aWorld({ policy: aPolicy() });
  const { record } = await lawfulFacts();
  const count = makeCountIncident(world.tallies);
  for (const whole of record.incidents) {
    world.memory.incidents.set(whole.incident.id, whole);
    await count(whole.incident.id, whole.incident.seq);
  }
  const read = makeReadPipeline({ ...world, ...world.pipelineNotes, policies: world.policy });
  return { tallies: world.tallies, incidents: record.incidents.length, read };
};

const tools = { promtool: '', amtool: '' };

beforeAll(async () => {
  Object.assign(tools, await ensureMonitoringTools());
});

describe.each(['reference', 'quick'] as const)('the monitoring in the profile %s', (profile) => {
  const home = laidOut(profile);
  const rules = join(home, 'prometheus', 'rules');
  const tests = filesIn(rules).filter((file) => file.endsWith('.test.yml'));

  afterAll(() => rmSync(home, { recursive: true }));

  it('is a configuration that Prometheus takes, with every rule and no test of a rule', async () => {
    const self = filesIn(join(home, 'prometheus', 'self'));
    writeFileSync(join(rules, 'contest.yml'), 'groups: []\n');
    const wanted = filesIn(rules).length - tests.length + self.length;

    const { stdout } = await run(tools.promtool, ['check', 'config', join(home, 'prometheus', 'prometheus.yml')]);

    expect(stdout).toContain(`${wanted} rule files found`);
    rmSync(join(rules, 'contest.yml'));
  });

  it.each(tests)('passes %s', async (test) => {
    const { stdout } = await run(tools.promtool, ['test', 'rules', test], { cwd: rules });

    expect(stdout).toContain('SUCCESS');
  });

  it('is a configuration that Alertmanager takes', async () => {
    const { stdout } = await run(tools.amtool, ['check-config', join(home, 'alertmanager', 'alertmanager.yml')]);

    expect(stdout).toContain('SUCCESS');
  });
});

describe('what we tell of ourselves', () => {
  it('has rules that fire when they should, and only then', async () => {
    const self = join(COMMITTED, 'self');

    const { stdout } = await run(tools.promtool, ['test', 'rules', 'selfright.test.yml'], { cwd: self });

    expect(stdout).toContain('SUCCESS');
  });

  it('keeps to the format and the customs of Prometheus', async () => {
    const { tallies, incidents, read } = await counted();
    const text = await makeTellMetrics({ tallies, pipeline: read })();

    const checking = run(tools.promtool, ['check', 'metrics']);
    checking.child.stdin?.end(text);
    const { stdout, stderr } = await checking;

    expect(incidents).toBeGreaterThan(3);
    expect([stdout, stderr]).toEqual(['', '']);
  });

  it('has in its rules no number of ours that does not exist', () => {
    const rules = readFileSync(join(COMMITTED, 'self', 'selfright.yml'), 'utf8');

    const asked = [...rules.matchAll(/expr:.*?(selfright_[a-z_]+)/g)].map(([, name = '']) => name);

    expect(asked.length).toBeGreaterThan(4);
    for (const name of asked) expect(Object.keys({ ...COUNTED, ...READ })).toContain(name);
  });
});

describe('the profile quick', () => {
  it('leaves no duration of the reference behind', () => {
    const home = laidOut('quick');

    const texts = filesIn(join(home, 'prometheus', 'rules')).map((file) =>
      readFileSync(join(home, 'prometheus', 'rules', file), 'utf8'),
    );
    rmSync(home, { recursive: true });

    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => /\[1m\]|for: 1m|interval: 1[05]s/.test(text))).toEqual([]);
  });
});

describe('the rules', () => {
  it('each have a test of their own', () => {
    const files = filesIn(join(COMMITTED, 'rules'));

    const untested = files.filter(
      (file) => !file.endsWith('.test.yml') && !files.includes(file.replace(/\.yml$/, '.test.yml')),
    );

    expect(untested).toEqual([]);
  });
});
