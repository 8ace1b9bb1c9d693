import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DATADOG_TEMPLATE } from '../../../../cli/connect/datadog.ts';
import { GUIDES } from '../../../../cli/connect/index.ts';
import { SOURCE_NAMES, sourceNamed } from '../../../../functions/adapters/sources/index.ts';
import type { AlertGroup } from '../../../../functions/core/domain/alert.ts';
import { callsForIncident } from '../../../../functions/core/domain/alert.ts';
import { A_SECRET, ANOTHER_SECRET, presented } from '../../../support/presented.ts';

const NOW = new Date('2026-05-04T08:01:00Z');
const PLACE = { address: 'https://api.example.org/v1/alerts/x', secret: `${A_SECRET}'"\\` };

const lower = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const sourceOf = (name: string) => {
  const source = sourceNamed(name);
  if (source === undefined) throw new Error(`no source ${name}`);
  return source;
};

const opensNothing = ({ alerts }: AlertGroup): boolean =>
  alerts.every((alert) => alert.status === 'resolved' || callsForIncident(alert) !== true);

const posted = GUIDES.flatMap(({ source, trial }) => (trial.by === 'post' ? [{ source, trial }] : []));
const proofs = posted.flatMap(({ source, trial }) =>
  Object.entries(trial.proofs).map(([how, prove]) => ({ source, how, prove, body: JSON.stringify(trial.body(NOW)) })),
);

describe('connecting', () => {
  it('knows every source', () => {
    expect(GUIDES.map(({ source }) => source)).toEqual(SOURCE_NAMES);
  });

  it.each(proofs)('proves $source by $how as the source itself does', async ({ source, prove, body }) => {
    const headers = lower(prove(A_SECRET, body, NOW));
    const arrived = presented({ headers, rawBody: Buffer.from(body), now: NOW });

    expect(await sourceOf(source).authenticate(arrived)).toBe(true);
  });

  it.each(proofs)('is refused by $source with another secret by $how', async ({ source, prove, body }) => {
    const headers = lower(prove(ANOTHER_SECRET, body, NOW));
    const arrived = presented({ headers, rawBody: Buffer.from(body), now: NOW });

    expect(await sourceOf(source).authenticate(arrived)).toBe(false);
  });

  it.each(posted)('sends $source what opens nothing', ({ source, trial }) => {
    const parsed = sourceOf(source).parse(Buffer.from(JSON.stringify(trial.body(NOW))), { headers: {} });

    if (trial.ends === 'test') expect(parsed).toEqual({ outcome: 'test' });
    else expect(parsed.outcome === 'understood' && parsed.groups.every(opensNothing)).toBe(true);
  });

  it('publishes a CloudWatch message that opens nothing', () => {
    const [guide] = GUIDES.filter(({ source }) => source === 'cloudwatch');
    const message = guide?.trial.by === 'publish' ? guide.trial.message(NOW) : undefined;

    expect(sourceOf('cloudwatch').parse(JSON.stringify(message))).toEqual({ outcome: 'understood', groups: [] });
  });

  it('prints the secret so that no quote in it ends a text early', () => {
    const generic = GUIDES.find(({ source }) => source === 'generic')?.pieces(PLACE) ?? [];

    expect(generic.find(({ file }) => file === 'send.sh')?.text).toContain(
      `'Authorization: Bearer ${A_SECRET}'\\''"\\'`,
    );
  });

  it('prints the template of Datadog that the README documents', () => {
    const readme = readFileSync(new URL('../../../../functions/adapters/sources/README.md', import.meta.url), 'utf8');
    const template = /## Datadog[\s\S]*?```json\n(?<json>[\s\S]*?)```/.exec(readme)?.groups?.['json'] ?? '';

    expect(JSON.parse(template)).toEqual(DATADOG_TEMPLATE);
  });
});
