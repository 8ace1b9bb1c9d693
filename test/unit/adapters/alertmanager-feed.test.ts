import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { alertmanagerFeed } from '../../../functions/adapters/sources/alertmanager/feed.ts';
import type { LiveAlert } from '../../../functions/core/domain/reconciliation.ts';
import { alertFeedContract } from '../../contract/alert-feed.ts';
import { anAlert } from '../../support/builders.ts';

interface Held extends LiveAlert {
  /** Time intervals that its group is muted by, as Alertmanager tells from 0.28 on. */
  readonly mutedBy?: readonly string[];
  readonly receiver?: string;
}

type Answer = readonly Held[] | 'silent' | { readonly status: number; readonly body: string };

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const listedOf = ({ alert, silenced }: LiveAlert) => ({
  fingerprint: alert.fingerprint,
  labels: alert.labels,
  annotations: alert.annotations,
  startsAt: alert.startsAt,
  endsAt: '2026-03-02T11:00:00.000Z',
  receivers: [{ name: 'selfright' }],
  status: { state: silenced ? 'suppressed' : 'active', silencedBy: silenced ? ['s1'] : [], inhibitedBy: [] },
});

const groupOf = (one: Held) => {
  const listed = listedOf(one);
  const status = one.mutedBy === undefined ? listed.status : { ...listed.status, mutedBy: one.mutedBy };
  return {
    labels: { service: one.alert.service },
    receiver: { name: one.receiver ?? 'selfright' },
    alerts: [{ ...listed, status }],
  };
};

/** A peer that answers as Alertmanager's API does. */
const aPeer = async () => {
  let answer: Answer = [];
  const asked: URL[] = [];
  const server = createServer(({ url = '' }, response) => {
    const path = new URL(url, 'http://peer');
    asked.push(path);
    if (answer === 'silent') {
      response.destroy();
      return;
    }
    if ('status' in answer) {
      response.writeHead(answer.status).end(answer.body);
      return;
    }
    const body = path.pathname.endsWith('/groups') ? answer.map(groupOf) : answer.map(listedOf);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the peer has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    says: (next: Answer) => {
      answer = next;
    },
  };
};

describe('alert feed of Alertmanager', () => {
  alertFeedContract(async () => {
    const [first, second] = [await aPeer(), await aPeer()];
    return {
      feed: alertmanagerFeed({ urls: [first.url, second.url], receiver: 'selfright', deadlineMs: 2_000 }),
      peers: (one, other) => {
        first.says(one);
        second.says(other);
      },
    };
  });

  const LIVE = { alert: anAlert(), groupKey: '{}:{service="checkout"}', silenced: false };

  it('asks for what our receiver gets, silenced and inhibited included', async () => {
    const peer = await aPeer();

    await alertmanagerFeed({ urls: [peer.url], receiver: 'team.a|b' }).poll();

    expect(peer.asked.map(({ pathname }) => pathname).sort()).toEqual(['/api/v2/alerts', '/api/v2/alerts/groups']);
    for (const { searchParams } of peer.asked) {
      expect(['silenced', 'inhibited'].map((name) => searchParams.get(name))).toEqual(['true', 'true']);
      expect(searchParams.get('receiver')).toBe('team\\.a\\|b');
    }
  });

  it.each([
    ['a time interval of ours', { mutedBy: ['nights'] }, true],
    ['no interval', { mutedBy: [] }, false],
    ['an interval of another receiver only', { mutedBy: ['nights'], receiver: 'other' }, false],
  ])('takes what is muted by %s as people asked for it', async (_, group, silenced) => {
    const peer = await aPeer();
    peer.says([{ ...LIVE, ...group }]);

    const poll = await alertmanagerFeed({ urls: [peer.url], receiver: 'selfright' }).poll();

    expect(poll.alerts.map((one) => one.silenced)).toEqual([silenced]);
  });

  it('leaves out what another receiver gets', async () => {
    const peer = await aPeer();
    peer.says([LIVE]);

    expect((await alertmanagerFeed({ urls: [peer.url], receiver: 'other' }).poll()).alerts).toEqual([]);
  });

  it.each([
    ['fails', { status: 503, body: '' }],
    ['answers something that is no JSON', { status: 200, body: '<html>' }],
    ['answers JSON of another shape', { status: 200, body: '[{"fingerprint":1}]' }],
    ['sends us elsewhere', { status: 302, body: '' }],
  ])('concludes nothing from a peer that %s', async (_, answer) => {
    const peer = await aPeer();
    peer.says(answer);

    const poll = await alertmanagerFeed({ urls: [peer.url], receiver: 'selfright' }).poll();

    expect(poll).toEqual({ alerts: [], unanswered: [new URL(peer.url).host] });
  });

  it('gives up on a peer that keeps us waiting', async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;

    const poll = await alertmanagerFeed({ urls: [url], receiver: 'selfright', deadlineMs: 50 }).poll();

    server.closeAllConnections();
    expect(poll.unanswered).toHaveLength(1);
  });
});
