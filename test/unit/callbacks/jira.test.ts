import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { jiraTicketReader } from '../../../functions/adapters/jira/ticket-reader.ts';
import { jiraTicketing } from '../../../functions/adapters/jira/ticketing.ts';
import { jiraTransport } from '../../../functions/adapters/jira/transport.ts';
import { jiraSignature } from '../../../functions/adapters/jira/webhook.ts';
import { makeCallbacks } from '../../../functions/callbacks/callbacks.ts';
import { makeJiraCallback } from '../../../functions/callbacks/jira.ts';
import { PolicySchema } from '../../../functions/core/contracts/policy.ts';
import { makeAddNoteOnce } from '../../../functions/core/usecases/add-note-once.ts';
import { makeDeliverIncident } from '../../../functions/core/usecases/deliver-incident.ts';
import { makeFollowTicket } from '../../../functions/core/usecases/follow-ticket.ts';
import { makeOfferClose } from '../../../functions/core/usecases/offer-close.ts';
import { makeTicketSink } from '../../../functions/core/usecases/ticket-sink.ts';
import { serveJira } from '../../../localstack/jira/serve.ts';
import { aDraft } from '../../support/builders.ts';
import { aStage, commit, kindsOf, moved, opened, wholeOf } from '../core/usecases/stage.ts';

const Seen = z.object({ issues: z.array(z.object({ comments: z.array(z.unknown()) })) });

const SECRET = 'a-secret-of-the-site';

let server: Server;
let url: string;

beforeEach(async () => {
  server = await serveJira(0);
  const address = server.address();
  url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

/** The endpoint over the fakes and Jira, with an incident that has its ticket there. */
const aTicket = async () => {
  const stage = aStage();
  const { store, deliveries, clock } = stage;
  const { jira } = PolicySchema.parse({
    services: {},
    integrations: {
      jira: { baseUrl: url, projectKey: 'SHOP', people: { 'account-of-rob': { subject: 'rob', role: 'responder' } } },
    },
  }).integrations;
  if (jira === undefined) throw new Error('jira is on');
  const client = jiraTransport(url, async () => ({ email: 'a@example.test', apiToken: 'token' }));
  const sinkFor = async () => makeTicketSink(jiraTicketing(client, jira, 'https://console.test/'), 0);
  const deliver = makeDeliverIncident({ store, deliveries, clock, sinkFor, leaseSeconds: 35, budgetSeconds: 12 });
  const { id, ...incident } = await opened(stage);
  const told = async () => {
    const seq = (await store.read(id))?.seq ?? 0;
    await deliveries.want(id, ['jira'], seq, '2026-03-02T10:00:00.000Z');
    await deliver(id, 'jira');
  };
  await told();
  const callbacks = makeCallbacks({
    jira: makeJiraCallback({
      policy: async () => jira,
      secret: async () => SECRET,
      followFor: ({ people }) =>
        makeFollowTicket({
          tickets: jiraTicketReader(client),
          deliveries,
          note: makeAddNoteOnce(store),
          offer: makeOfferClose(store),
          people,
        }),
      log: { info: () => undefined },
    }),
  });
  const send = async (event: object, secret = SECRET) => {
    const body = Buffer.from(JSON.stringify(event));
    const headers = { 'x-hub-signature': jiraSignature(secret, body) };
    const answer = await callbacks({ method: 'POST', path: ['callbacks', 'jira'], query: {}, headers, body });
    return [answer.statusCode, JSON.parse(answer.body).outcome];
  };
  const act = (deed: object) =>
    fetch(`${url}/stand-in/act`, { method: 'POST', body: JSON.stringify({ key: 'SHOP-1', ...deed }) });
  const commentsThere = async () => {
    const answer: unknown = await (await fetch(`${url}/stand-in`)).json();
    return Seen.parse(answer).issues[0]?.comments.length;
  };
  return {
    stage,
    id,
    incident: { id, ...incident },
    told,
    send,
    act,
    commentsThere,
    whole: () => wholeOf(stage, { id }),
  };
};

const comment = (id: string, key = 'SHOP-1') => ({
  webhookEvent: 'comment_created',
  issue: { key },
  comment: { id, author: { accountId: 'x', displayName: 'what the webhook says' }, body: 'what the webhook says' },
});
const status = (key = 'SHOP-1') => ({
  webhookEvent: 'jira:issue_updated',
  issue: { key },
  user: { accountId: 'account-of-rob', displayName: 'Rob' },
  changelog: { id: '1', items: [{ field: 'status', toString: 'Done' }] },
});

describe('a comment in Jira', () => {
  it('becomes a note of whoever wrote it there, once, and is not written back', async () => {
    const { act, send, told, whole, commentsThere } = await aTicket();
    await act({ by: 'Rob', text: 'restarted the scanner by hand' });

    expect(await send(comment('1'))).toEqual([200, 'noted']);
    expect(await send(comment('1'))).toEqual([200, 'known']);
    await told();

    const { timeline } = await whole();
    expect(timeline.filter(({ kind }) => kind === 'note.added')).toMatchObject([
      { actor: 'person:rob', text: 'rob noted in jira: restarted the scanner by hand' },
    ]);
    expect(await commentsThere()).toBe(1);
  });

  it('of somebody who is not configured carries the name that Jira shows', async () => {
    const { act, send, whole } = await aTicket();
    await act({ by: 'Zoe', text: 'hm' });
    await send(comment('1'));

    expect((await whole()).timeline.at(-1)).toMatchObject({ actor: 'person:Zoe (Jira)' });
  });

  it('that we wrote ourselves changes nothing', async () => {
    const { stage, incident, told, send, whole } = await aTicket();
    await commit(stage, incident, { entries: [aDraft({ kind: 'note.added', text: 'from the console' })] });
    await told();

    expect(await send(comment('1'))).toEqual([200, 'ours']);
    expect(kindsOf(await whole())).toEqual(['incident.opened', 'note.added']);
  });

  it.each(['2', '999'])('that is not there (%s) is not believed', async (id) => {
    const { act, send, whole } = await aTicket();
    await act({ text: 'the only one' });

    expect(await send(comment(id))).toEqual([200, 'nothing']);
    expect(kindsOf(await whole())).not.toContain('note.added');
  });

  it('of a ticket that is none of ours changes nothing, whatever it is labelled', async () => {
    const { id, send, whole } = await aTicket();
    const fields = { project: { key: 'SHOP' }, issuetype: { name: 'Task' }, summary: 'x', labels: [`selfright-${id}`] };
    const properties = [{ key: 'selfright', value: { incidentId: id } }];
    const headers = { authorization: 'Basic x' };
    await fetch(`${url}/rest/api/3/issue`, { method: 'POST', headers, body: JSON.stringify({ fields, properties }) });

    expect(await send(comment('1', 'SHOP-2'))).toEqual([200, 'nothing']);
    expect(await send(comment('1', 'SHOP-3'))).toEqual([200, 'nothing']);
    expect(kindsOf(await whole())).toEqual(['incident.opened']);
  });
});

describe('closing a ticket in Jira', () => {
  it('offers to close what people have in their hands, once', async () => {
    const { stage, incident, told, act, send, whole } = await aTicket();
    await moved(stage, incident, 'diagnosing', 'escalated');
    await told();
    await act({ by: 'Rob', to: 'Done' });

    expect(await send(status())).toEqual([200, 'offered']);
    expect(await send(status())).toEqual([200, 'known']);

    const { incident: now, timeline } = await whole();
    expect(now.status).toBe('escalated');
    expect(timeline.at(-1)).toMatchObject({ kind: 'close.offered', actor: 'person:rob', data: { what: 'SHOP-1' } });
  });

  it('does not end what the machine is at work on', async () => {
    const { stage, incident, told, act, send, whole } = await aTicket();
    await moved(stage, incident, 'diagnosing');
    await told();
    await act({ to: 'Done' });

    expect(await send(status())).toEqual([200, 'nothing']);
    expect((await whole()).incident.status).toBe('diagnosing');
  });

  it('that we did ourselves changes nothing', async () => {
    const { stage, incident, told, send, whole } = await aTicket();
    const { seq } = await moved(stage, incident, 'diagnosing', 'escalated', 'closed');
    await told();

    expect(await send(status())).toEqual([200, 'nothing']);
    expect((await whole()).incident.seq).toBe(seq);
  });

  it('is not believed of a ticket that is open', async () => {
    const { stage, incident, told, send } = await aTicket();
    await moved(stage, incident, 'diagnosing', 'escalated');
    await told();

    expect(await send(status())).toEqual([200, 'nothing']);
  });
});

describe('a webhook of Jira', () => {
  it('is refused with a forged signature', async () => {
    const { act, send, whole } = await aTicket();
    await act({ text: 'hm' });

    expect(await send(comment('1'), 'another-secret')).toEqual([401, undefined]);
    expect(kindsOf(await whole())).toEqual(['incident.opened']);
  });

  it.each([
    ['of another kind', { webhookEvent: 'jira:version_released' }, 200],
    ['about another field', { ...status(), changelog: { items: [{ field: 'labels' }] } }, 200],
    ['with a key that is a path', comment('1', '../../myself'), 422],
    ['that is none', { a: 1 }, 422],
  ])('%s changes nothing', async (_, event, code) => {
    const { send, whole } = await aTicket();

    expect((await send(event))[0]).toBe(code);
    expect(kindsOf(await whole())).toEqual(['incident.opened']);
  });
});
