import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signLines } from '../../../../cli/doctor/lines.ts';
import { reachSigns } from '../../../../cli/doctor/reach.ts';
import type { Stack } from '../../../../cli/stack.ts';
import { noPaint } from '../../../../cli/text.ts';
import { noted, unwell, well } from '../../../../functions/core/domain/health/sign.ts';

const ANSWERS: Readonly<Record<string, unknown>> = {
  '/-/ready': 'ready',
  '/health': { status: 'ok' },
  '/api/v1/status/buildinfo': { data: { version: '2.42.0' } },
  '/api/v2/status': { versionInfo: { version: '0.25.0' } },
  '/api/health': 'no json',
};

const server = createServer(({ url = '' }, response) => {
  const answer = ANSWERS[url];
  response.writeHead(answer === undefined ? 503 : 200).end(JSON.stringify(answer ?? ''));
});
let url = '';

beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

const aStack = (part: Partial<Stack>): Stack => ({ apiUrl: url, tokenFor: () => '', ...part });

describe('what the doctor asks', () => {
  it('says what answers, and in which version', async () => {
    const signs = await reachSigns(aStack({ prometheusUrl: `${url}/`, alertmanagerUrl: url, grafanaUrl: url }));

    expect(signs.map(({ about, state, says }) => [about, state, says.replaceAll(url, '')])).toEqual([
      ['operator API', 'well', 'answered 200 at /health'],
      ['Prometheus', 'well', 'answered 200 at /-/ready, version 2.42.0'],
      ['Alertmanager', 'well', 'answered 200 at /-/ready, version 0.25.0'],
      ['Grafana', 'well', 'answered 200 at /api/health, which does not say its version'],
    ]);
  });

  it.each([
    ['answers badly', () => url, /answered 503/],
    ['does not answer', () => 'http://127.0.0.1:1', /at http:\/\/127.0.0.1:1/],
  ])('says what %s, and what that means', async (_, jiraUrl, says) => {
    const signs = await reachSigns(aStack({ jiraUrl: jiraUrl() }));

    expect(signs.at(-1)).toEqual({
      about: 'Jira',
      state: 'unwell',
      says: expect.stringMatching(says),
      remedy: expect.stringContaining('nothing is lost'),
    });
  });
});

describe('what the doctor prints', () => {
  it('is one line for each sign, what to do below it, and a sum', () => {
    const lines = signLines([well('a', 'fine'), noted('brake', 'on'), unwell('drill', 'gone', 'look there')], noPaint);

    expect(lines).toEqual([
      'ok      a      fine',
      'note    brake  on',
      'WRONG   drill  gone',
      '               look there',
      '1 wrong, 0 could not be looked at',
    ]);
  });

  it('leaves no control of a foreign text in', () => {
    const [line = ''] = signLines([noted('brake', 'engaged by x\u001b[2J')], noPaint);

    expect(line).not.toContain('\u001b');
  });
});
