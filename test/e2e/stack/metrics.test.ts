import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { apiOf, sendAlerts } from '../../support/api.ts';
import { ownStack } from '../../support/own-stack.ts';
import { until } from '../../support/until.ts';

const outputs = ownStack();
const { call } = apiOf(outputs);

const anAlertOf = (name: string): string => {
  const alert = {
    ...{ status: 'firing', labels: { alertname: name, severity: 'critical' }, annotations: {}, generatorURL: '' },
    ...{ startsAt: new Date().toISOString(), endsAt: '0001-01-01T00:00:00Z', fingerprint: name.slice(-16) },
  };
  const common = { groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: '', truncatedAlerts: 0 };
  return JSON.stringify({
    ...{ version: '4', groupKey: `{}:{test="${name}"}`, status: 'firing', receiver: 'selfright', alerts: [alert] },
    ...common,
  });
};

const Page = z.object({ incidents: z.array(z.looseObject({ status: z.string() })), cursor: z.string().optional() });

const statuses = async (cursor = ''): Promise<readonly string[]> => {
  const from = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  const page = Page.parse(await (await call(`/incidents?limit=100${from}`)).json());
  const here = page.incidents.map(({ status }) => status);
  return page.cursor === undefined ? here : [...here, ...(await statuses(page.cursor))];
};

const byStatus = async (): Promise<Readonly<Record<string, number>>> => {
  const text = await (await call('/metrics')).text();
  const lines = [...text.matchAll(/^selfright_incidents\{status="(\w+)"\} (\d+)$/gm)];
  return Object.fromEntries(lines.map(([, status = '', count]) => [status, Number(count)]));
};

const listed = async (): Promise<Readonly<Record<string, number>>> => {
  const counts: Record<string, number> = {};
  for (const status of await statuses()) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

const Sample = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
});

const asked = async (query: string): Promise<number | undefined> => {
  const answer = await fetch(`${outputs.prometheusUrl}/api/v1/query?query=${encodeURIComponent(query)}`);
  const value = Sample.parse(await answer.json()).data.result[0]?.value[1];
  return value === undefined ? undefined : Number(value);
};

describe('our own numbers', () => {
  it('are counted along: as many incidents in each status as are listed', async () => {
    const before = (await statuses()).length;
    const names = ['metrics-one', 'metrics-two', 'metrics-three'].map((name) => `${name}-${crypto.randomUUID()}`);
    for (const name of names) await sendAlerts(outputs, anAlertOf(name));
    await until('the incidents open', 60, async () => (await statuses()).length >= before + names.length || undefined);

    const counted = await until('the numbers agree with the list', 60, async () => {
      const [numbers, list] = [await byStatus(), await listed()];
      const told = Object.entries(numbers).filter(([, count]) => count > 0);
      return JSON.stringify(told.toSorted()) === JSON.stringify(Object.entries(list).toSorted()) ? numbers : undefined;
    });

    expect(Object.values(counted).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(3);
  });

  it('are scraped by Prometheus', async () => {
    const up = await until('Prometheus scrapes us', 60, async () =>
      (await asked('up{job="selfright"}')) === 1 ? 1 : undefined,
    );
    const opened = await until('it has our numbers', 60, () => asked('sum(selfright_incidents_opened_total)'));

    expect([up, opened > 0]).toEqual([1, true]);
  });

  it('are for those with a token', async () => {
    expect((await fetch(`${outputs.apiUrl}/metrics`)).status).toBe(401);
  });
});

describe('the console', () => {
  it('is served as it was built, once to whoever has it', async () => {
    const page = await fetch(outputs.consoleUrl);
    const script = await fetch(new URL('app.js', outputs.consoleUrl));
    const again = await fetch(new URL('app.js', outputs.consoleUrl), {
      headers: { 'if-none-match': script.headers.get('etag') ?? '' },
    });

    expect([page.status, script.status, again.status]).toEqual([200, 200, 304]);
    expect(await page.text()).toContain('<main');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  });
});
