import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { alertmanagerSilences } from '../../../functions/adapters/sources/alertmanager/silences.ts';
import { silencesContract } from '../../contract/silences.ts';
import { anAlert } from '../../support/builders.ts';
import { fixedClock } from '../../support/fakes/clock.ts';

const Posted = z.object({
  matchers: z.array(
    z.object({ name: z.string(), value: z.string(), isRegex: z.literal(false), isEqual: z.literal(true) }),
  ),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  createdBy: z.string(),
  comment: z.string(),
});
type Posted = z.infer<typeof Posted>;

const NAMES = new Map([
  ['Slow of checkout', 'aaaaaaaaaaaaaaaa'],
  ['Fails of checkout', 'bbbbbbbbbbbbbbbb'],
  ['Slow of ledger', 'cccccccccccccccc'],
]);
const ID = 'INC-01KJQ000000000000000000001';
const LATER = '2026-03-02T10:05:00.000Z';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A peer that keeps silences as Alertmanager's API does. */
const aPeer = async (clock = fixedClock()) => {
  const kept = new Map<string, Posted>();
  const stateOf = ({ endsAt }: Posted) => (endsAt > clock().toISOString() ? 'active' : 'expired');
  const server = createServer((request, response) => {
    const { method = '', url = '' } = request;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = (body?: unknown) => response.writeHead(200).end(body === undefined ? '' : JSON.stringify(body));
      if (method === 'POST' && url === '/api/v2/silences') {
        const id = String(kept.size + 1);
        kept.set(id, Posted.parse(JSON.parse(Buffer.concat(chunks).toString())));
        answer({ silenceID: id });
      } else if (method === 'DELETE') {
        const id = url.split('/').at(-1) ?? '';
        const one = kept.get(id);
        if (one !== undefined) kept.set(id, { ...one, endsAt: clock().toISOString() });
        answer();
      } else {
        answer([...kept].map(([id, one]) => ({ id, ...one, status: { state: stateOf(one) } })));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the peer has no port');
  const labelsOf = ({ matchers }: Posted) => Object.fromEntries(matchers.map(({ name, value }) => [name, value]));
  return {
    url: `http://127.0.0.1:${address.port}`,
    clock,
    kept,
    silenced: () =>
      [...kept.values()]
        .filter((one) => stateOf(one) === 'active')
        .map(labelsOf)
        .map((labels) => NAMES.get(`${labels['alertname']} of ${labels['service']}`) ?? 'something else'),
  };
};

/** Where nobody listens. */
const NOBODY = 'http://127.0.0.1:9';

describe('silences of Alertmanager', () => {
  silencesContract(async () => {
    const { url, clock, silenced } = await aPeer();
    return { silences: alertmanagerSilences({ urls: [url], clock }), silenced, now: clock, pass: clock.advance };
  });

  it('asks the next peer when one does not answer', async () => {
    const { url, clock, kept } = await aPeer();

    await alertmanagerSilences({ urls: [NOBODY, url], clock }).begin(ID, [anAlert()], LATER);

    expect([...kept.values()]).toMatchObject([{ createdBy: 'selfright', comment: `${ID}: an action on it runs` }]);
  });

  it('fails as unavailable when no peer answers', async () => {
    const silences = alertmanagerSilences({ urls: [NOBODY], clock: fixedClock() });

    await expect(silences.begin(ID, [anAlert()], LATER)).rejects.toMatchObject({ name: 'DependencyUnavailable' });
    await expect(silences.end(ID)).rejects.toMatchObject({ name: 'DependencyUnavailable' });
  });

  it('leaves alone what a person silenced in the same words', async () => {
    const { url, clock, kept } = await aPeer();
    const silences = alertmanagerSilences({ urls: [url], clock });
    await silences.begin(ID, [anAlert()], LATER);
    for (const [id, one] of kept) kept.set(id, { ...one, createdBy: 'a person' });

    expect(await silences.end(ID)).toBe(0);
  });
});
