import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { GUIDES } from '../../../cli/connect/index.ts';
import { runCommandLine } from '../../../cli/run.ts';
import { readStack } from '../../../cli/stack.ts';
import { noPaint } from '../../../cli/text.ts';
import { ownStack } from '../../support/own-stack.ts';

const outputs = ownStack();

const Connected = z.object({
  pieces: z.array(z.object({ text: z.string() })),
  checks: z.array(z.object({ file: z.string(), tool: z.string(), outcome: z.string(), says: z.string() })),
  tried: z.object({
    outcome: z.string(),
    receipt: z.looseObject({ source: z.string(), state: z.string() }).optional(),
  }),
});
const Examined = z.object({
  signs: z.array(z.object({ about: z.string(), state: z.string(), says: z.string() })),
});

/** Runs a command line against this stack, as `bin/selfright` does. */
const run = async <S extends z.ZodType>(schema: S, ...args: readonly string[]): Promise<[number, z.output<S>]> => {
  const out: string[] = [];
  const code = await runCommandLine([...args, '--json'], {
    stack: () => readStack({ SELFRIGHT_HOME: outputs.home }),
    write: (text) => void out.push(text),
    complain: (text) => void out.push(text),
    paint: noPaint,
  });
  return [code, schema.parse(JSON.parse(out.join('\n')))];
};

describe('connect', () => {
  it.each(GUIDES.map(({ source }) => source))('gives %s what is right, and its test arrives', async (source) => {
    const [code, { pieces, checks, tried }] = await run(Connected, 'connect', source);

    const secret = outputs.secrets[source];
    const given = pieces.map(({ text }) => text).join('\n');
    expect(tried).toMatchObject({ outcome: 'arrived', receipt: { source } });
    expect(checks.filter(({ outcome }) => outcome !== 'right')).toEqual([]);
    // SNS signs, and PagerDuty makes its secret itself; all others are told ours.
    if (source !== 'cloudwatch' && source !== 'pagerduty') expect(given).toContain(secret);
    expect(code).toBe(0);
  });

  it('lets amtool read the receiver and promtool the Watchdog rule', async () => {
    const [, { checks }] = await run(Connected, 'connect', 'alertmanager');

    expect(checks.map(({ tool, outcome }) => [tool, outcome])).toEqual([
      ['amtool', 'right'],
      ['promtool', 'right'],
    ]);
  });
});

describe('doctor', () => {
  it('sees everything, and what works is well', async () => {
    const [, { signs }] = await run(Examined, 'doctor');

    const stateOf = (about: string) => signs.find((one) => one.about === about)?.state;
    expect(signs.filter(({ state }) => state === 'unseen')).toEqual([]);
    expect(['operator API', 'Prometheus', 'Alertmanager', 'Jira', 'storefront'].map(stateOf)).toEqual(
      Array.from({ length: 5 }, () => 'well'),
    );
    expect(['policy', 'secret connections', 'source alertmanager'].map(stateOf)).toEqual(['well', 'well', 'well']);
    expect(signs.find(({ about }) => about === 'Prometheus')?.says).toMatch(/version \d/);
  });
});
