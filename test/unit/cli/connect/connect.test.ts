import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { checkPieces } from '../../../../cli/connect/tool-checks.ts';
import { runCommandLine } from '../../../../cli/run.ts';
import { noPaint } from '../../../../cli/text.ts';
import { A_SECRET } from '../../../support/presented.ts';

const RECEIPT = 'RCP-01ARZ3NDEKTSV4RRFFQ69G5FAV';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A webhook that answers this, and whose receipt goes through these states as it is looked up. */
const aWebhook = async (status: number, states: readonly string[]) => {
  const got: { url: string; authorization: string | undefined; body: string }[] = [];
  const left = [...states];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { url = '', method, headers } = request;
    if (method === 'POST') got.push({ url, authorization: headers.authorization, body });
    const state = (left.length > 1 ? left.shift() : left[0]) ?? 'queued';
    const receipt = { id: RECEIPT, source: 'alertmanager', state, receivedAt: '2026-05-04T08:00:00.000Z' };
    const problem = { type: 'about:blank', title: 'No', status, detail: 'no valid credential', errors: [] };
    const answer = method === 'GET' ? receipt : status === 202 ? { receiptId: RECEIPT } : problem;
    response.writeHead(method === 'GET' ? 200 : status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const address = server.address();
  return { got, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` };
};

const run = async (line: string, apiUrl: string, secrets: Readonly<Record<string, string>> | undefined) => {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommandLine(line.split(' '), {
    stack: () => ({ apiUrl, tokenFor: (role) => role, ...(secrets && { secrets }) }),
    write: (text) => void out.push(text),
    complain: (text) => void err.push(text),
    paint: noPaint,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
};

const SECRETS = { alertmanager: A_SECRET, datadog: A_SECRET };

describe('connect', () => {
  it('prints what connects a source, sends the test and waits for the end of its receipt', async () => {
    const { url, got } = await aWebhook(202, ['queued', 'recorded']);

    const { code, out } = await run('connect alertmanager', url, SECRETS);

    expect(code).toBe(0);
    expect(got).toMatchObject([{ url: '/alerts/alertmanager', authorization: `Bearer ${A_SECRET}` }]);
    expect(out).toContain(`url: ${url}/alerts/alertmanager`);
    expect(out).toContain(`credentials: "${A_SECRET}"`);
    expect(out).toContain('selfright_heartbeat: "true"');
    expect(out).toContain(`arrived  receipt ${RECEIPT}: recorded`);
  });

  it('sends nothing when it is told so', async () => {
    const { url, got } = await aWebhook(202, ['recorded']);

    const { code, out } = await run('connect datadog --no-send', url, SECRETS);

    expect([code, got]).toEqual([0, []]);
    expect(out).toContain('nothing was sent');
  });

  it('proves itself in another way when it is told so', async () => {
    const { url, got } = await aWebhook(202, ['test']);

    await run('connect datadog --auth basic', url, SECRETS);

    expect(got[0]?.authorization).toMatch(/^Basic /);
  });

  it('exits 1 when the webhook refuses', async () => {
    const { url } = await aWebhook(401, []);

    const { code, out } = await run('connect alertmanager', url, SECRETS);

    expect(code).toBe(1);
    expect(out).toContain('refused  401 no valid credential');
  });

  it('exits 1 when the receipt ends otherwise', async () => {
    const { url } = await aWebhook(202, ['dead_lettered']);

    const { code, out } = await run('connect alertmanager --json', url, SECRETS);

    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ tried: { outcome: 'ended_otherwise', receipt: { id: RECEIPT } } });
  });

  it('exits 1 when the receipt does not end in time', async () => {
    const { url } = await aWebhook(202, ['queued']);

    const { code, out } = await run('connect alertmanager --timeout 0', url, SECRETS);

    expect(code).toBe(1);
    expect(out).toContain('is still queued');
  });

  it.each([503, 500])('exits 3 when the webhook answers %s', async (status) => {
    const { url } = await aWebhook(status, []);

    expect((await run('connect datadog', url, SECRETS)).code).toBe(3);
  });

  it('exits 3 when nothing answers', async () => {
    const { code, err } = await run('connect datadog', 'http://127.0.0.1:9', SECRETS);

    expect(code).toBe(3);
    expect(err).toContain('http://127.0.0.1:9/alerts/datadog does not answer');
  });

  it('exits 1 when it is not known where a test is to be published', async () => {
    const { code, out } = await run('connect cloudwatch', 'http://127.0.0.1:9', undefined);

    expect(code).toBe(1);
    expect(out).toContain('not sent  which topic the alarms notify is not known');
  });

  it.each(['connect nagios', 'connect', 'connect datadog --timeout soon', 'connect datadog --auth magic'])(
    'refuses "%s" as wrong usage',
    async (line) => {
      expect((await run(line, 'http://127.0.0.1:9', SECRETS)).code).toBe(2);
    },
  );

  it('says what to set where the secrets are not known', async () => {
    const { code, err } = await run('connect datadog', 'http://127.0.0.1:9', undefined);

    expect(code).toBe(2);
    expect(err).toContain('SELFRIGHT_SOURCE_SECRETS_ARN');
  });
});

describe('the tools', () => {
  const piece = { title: 'rules', file: 'rules.yml', text: 'groups: []', checkedBy: 'promtool' } as const;

  it('are passed over where they are not', async () => {
    expect(await checkPieces([piece], undefined)).toMatchObject([{ outcome: 'skipped' }]);
  });

  it('say what is wrong, without where it was put for them', async () => {
    const echo = { promtool: '/bin/cat', amtool: '/bin/cat' };

    const [check] = await checkPieces([piece], echo);

    expect(check).toMatchObject({ outcome: 'wrong', tool: 'promtool' });
    expect(check?.says).not.toContain('selfright-connect-');
  });
});
