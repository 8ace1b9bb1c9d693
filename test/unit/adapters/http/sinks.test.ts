import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pagerdutySink } from '../../../../functions/adapters/http/pagerduty-sink.ts';
import { teamsBulletin } from '../../../../functions/adapters/http/teams-bulletin.ts';
import { signatureOf, webhookSink } from '../../../../functions/adapters/http/webhook-sink.ts';
import { MACHINE } from '../../../../functions/core/domain/approval.ts';
import type { SinkName } from '../../../../functions/core/domain/delivery.ts';
import type { TimelineKind } from '../../../../functions/core/domain/timeline.ts';
import type { Sink } from '../../../../functions/core/ports/sink.ts';
import { makeBulletinSink } from '../../../../functions/core/usecases/bulletin-sink.ts';
import { makeDeliverIncident } from '../../../../functions/core/usecases/deliver-incident.ts';
import { aDraft, anApproval, aPlan } from '../../../support/builders.ts';
import { aStage, commit, moved, opened, type Stage } from '../../core/usecases/stage.ts';

const SECRET = 'a-secret-of-the-receiver';

interface Came {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

let server: Server;
let url: string;
let came: Came[];
let status: number;

beforeEach(async () => {
  came = [];
  status = 202;
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    if (status === 202) came.push({ headers: request.headers, text: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(status, status === 429 ? { 'retry-after': '7' } : {}).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Teams, in weather that is calm. */
const teamsSink = ({ clock }: Stage): Sink => {
  const bulletin = teamsBulletin({ url: async () => url, consoleUrl: 'https://console.test/' });
  return makeBulletinSink('teams', { bulletin, clock, findStorm: async () => undefined, refsOf: async () => ({}) });
};

const SINKS: readonly (readonly [SinkName, (stage: Stage) => Sink])[] = [
  ['webhook', ({ clock }) => webhookSink({ url, secret: async () => SECRET, clock })],
  ['teams', teamsSink],
  ['pagerduty', () => pagerdutySink(url, async () => 'a-routing-key-0123')],
];

const anOutbox = async (name: SinkName, make: (stage: Stage) => Sink, title?: string) => {
  const stage = aStage();
  const { store, deliveries, clock } = stage;
  const sinkFor = async () => make(stage);
  const deliver = makeDeliverIncident({ store, deliveries, clock, sinkFor, leaseSeconds: 35, budgetSeconds: 12 });
  const incident = await opened(stage, title === undefined ? {} : { title });
  const told = async () => {
    const seq = (await store.read(incident.id))?.seq ?? 0;
    await deliveries.want(incident.id, [name], seq, '2026-03-02T10:00:00.000Z');
    return deliver(incident.id, name);
  };
  return { stage, incident, told };
};

const entry = (kind: TimelineKind) => aDraft({ kind, reason: undefined, text: `it was ${kind}` });

/** The entry that a body tells; PagerDuty's end of an incident carries no text of ours. */
const kindIn = (text: string): string =>
  text.includes('"event_action":"resolve"') ? 'incident.closed' : (/it was ([a-z.]+)/.exec(text)?.[1] ?? 'another');

const kinds = (): readonly string[] => came.map(({ text }) => kindIn(text));

describe.each(SINKS)('%s', (name, make) => {
  it.each([
    ['down for a while', 503, 2],
    ['asking for a rest', 429, 7],
  ])(
    '%s in the middle of an incident gets the rest later, in order, nothing lost or doubled',
    async (_, broken, rests) => {
      const { stage, incident, told } = await anOutbox(name, make);
      const handed = await commit(stage, await moved(stage, incident, 'diagnosing'), {
        to: 'escalated',
        entries: [entry('incident.escalated')],
      });
      await told();
      const before = came.length;
      status = broken;
      const acknowledged = await commit(stage, handed, { entries: [entry('escalation.repeated')] });
      expect(await told()).toMatchObject({ outcome: 'again', seconds: rests });
      await commit(stage, acknowledged, { to: 'closed', entries: [entry('incident.closed')] });
      status = 202;
      stage.clock.advance(60);
      await told();
      await told();

      expect(before).toBeGreaterThan(0);
      expect(kinds().slice(-3)).toEqual(['incident.escalated', 'escalation.repeated', 'incident.closed']);
      expect(came).toHaveLength(before + 2);
    },
  );
});

describe('an outgoing webhook', () => {
  it('is signed over id, time and body', async () => {
    const { told } = await anOutbox('webhook', (stage) =>
      webhookSink({ url, secret: async () => SECRET, clock: stage.clock }),
    );
    await told();

    const [one] = came;
    const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signature } = one?.headers ?? {};
    expect(signature).toBe(signatureOf(SECRET, String(id), Number(seconds), one?.text ?? ''));
    expect(signature).not.toBe(signatureOf('another', String(id), Number(seconds), one?.text ?? ''));
  });
});

describe('a card in Teams', () => {
  it('leads whoever decides to the console, and carries nothing by which it could be decided', async () => {
    const { stage, incident, told } = await anOutbox('teams', teamsSink);
    const plan = aPlan();
    await commit(stage, await moved(stage, incident, 'diagnosing'), {
      to: 'awaiting_approval',
      plan,
      approval: anApproval({ planDigest: plan.digest, askedBy: MACHINE }),
      entries: [entry('approval.asked')],
    });
    await told();

    const text = came.at(-1)?.text ?? '';
    const { attachments } = JSON.parse(text);
    expect(attachments[0].content.actions).toEqual([
      {
        type: 'Action.OpenUrl',
        title: 'Decide in the console',
        url: `https://console.test/#/incidents/${incident.id}`,
      },
    ]);
    expect(text).toContain('end the sessions that idle in a transaction');
    expect(text).not.toMatch(/Action\.(Submit|Execute|Http)|token/i);
  });

  it('takes hostile and endless text as text, within what Teams takes', async () => {
    const hostile = '[look](https://evil.test) **b** <at>all</at> \u202e\u0000 ';
    const { told } = await anOutbox('teams', teamsSink, hostile.repeat(900));
    await told();

    const text = came.at(-1)?.text ?? '';
    expect(text.length).toBeLessThan(28_000);
    expect(text).not.toMatch(/"TextBlock"|\u202e|\\u0000/);
  });
});
