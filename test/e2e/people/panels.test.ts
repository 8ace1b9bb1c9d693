import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DASHBOARDS } from '../../../monitoring/grafana/rendered.ts';
import { apiOf } from '../../support/api.ts';
import { endsWell } from '../../support/as-new.ts';
import { decideAs, untilAsked, untilEnded } from '../../support/asked-story.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm, trigger } from '../../support/scenario.ts';
import { inMode, underPolicy } from '../../support/under-policy.ts';
import { until } from '../../support/until.ts';

const run = promisify(execFile);
const outputs = ownStack();

const LINES = DASHBOARDS.flatMap(({ uid, panels }) =>
  panels.flatMap(({ title, kind, lines }) =>
    lines.map(({ expr, legend }) => ({ name: `${uid}: ${title}: ${legend}`, expr, kind })),
  ),
);

/** What has nothing to show after one fault that was healed, and why. */
const EMPTY: Readonly<Record<string, string>> = {
  'selfright: How they ended: escalated: {{reason}}': 'nothing was handed over',
  'selfright: What was refused: {{reason}}': 'nothing was refused',
  'selfright: Actions and rollbacks: rollback {{outcome}}': 'nothing was undone',
  'selfright: The way in: quarantined': 'everything was understood',
};

const Answer = z.object({
  status: z.literal('success'),
  data: z.object({ result: z.array(z.object({ values: z.array(z.tuple([z.number(), z.string()])) })) }),
});

/** How many series a query has over the last minutes, as a panel asks it. */
const seriesOf = async (expr: string): Promise<number> => {
  const query = expr.replaceAll('$__rate_interval', '15s').replaceAll('$__range', '10m');
  const end = Date.now() / 1000;
  const asked = new URLSearchParams({ query, start: `${end - 300}`, end: `${end}`, step: '5' });
  const answer = await fetch(`${outputs.prometheusUrl}/api/v1/query_range?${asked}`);
  const { data } = Answer.parse(await answer.json());
  return data.result.filter(({ values }) => values.some(([, value]) => value !== 'NaN')).length;
};

describe('the panels of the dashboards', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('show data each, of a fault that was asked about, acknowledged and healed, or have none for a reason', async () => {
    await underPolicy(outputs, inMode('approve'), async () => {
      const before = new Set((await apiOf(outputs).incidents()).map(({ id }) => id));
      await trigger(outputs, 'database-timeout');
      const { id, planDigest } = await untilAsked(outputs, before);
      await run('bin/selfright', ['ack', id], { env: { ...process.env, SELFRIGHT_HOME: outputs.home } });
      await decideAs(outputs, 'approver', id, { decision: 'approve', planDigest });
      expect(await untilEnded(outputs, id)).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
    });

    const wanted = LINES.filter(({ name }) => EMPTY[name] === undefined);
    const dark = async () => {
      const seen = await Promise.all(wanted.map(async ({ name, expr }) => ((await seriesOf(expr)) > 0 ? [] : [name])));
      return seen.flat();
    };
    await until('every panel shows something', 60, async () => ((await dark()).length === 0 ? true : undefined)).catch(
      async (error: unknown) => {
        expect(await dark(), String(error)).toEqual([]);
      },
    );
    for (const { name, expr } of LINES) expect([name, (await seriesOf(expr)) >= 0]).toEqual([name, true]);
    expect(Object.keys(EMPTY).filter((name) => !LINES.some((line) => line.name === name))).toEqual([]);
    expect(await seriesOf('selfright_no_such_number')).toBe(0);
  });
});
