import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anApiServer } from '../../support/api-server.ts';

let server: Awaited<ReturnType<typeof anApiServer>>;

beforeEach(async () => {
  server = await anApiServer();
});

afterEach(() => server.close());

const idOf = (which: number): string => server.record.incidents[which]?.incident.id ?? '';
const ENDED = 0;
const ESCALATED = 1;
const OPEN = 2;

const post = async (path: string, body: unknown, token = 'responder') => {
  const answer = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: JSON.stringify(await answer.json()) };
};

describe.each([
  ['ack', {}],
  ['notes', { text: 'seen' }],
  ['escalate', { comment: 'ours' }],
])('POST /incidents/{id}/%s', (what, body) => {
  it('is for responders, under their name', async () => {
    const answer = await post(`/incidents/${idOf(OPEN)}/${what}`, body);

    expect(answer.status).toBe(200);
    const timeline = server.memory.incidents.get(server.record.incidents[OPEN]?.incident.id ?? 'INC-')?.timeline;
    expect(timeline?.some(({ actor }) => actor === 'person:the responder')).toBe(true);
  });

  it('refuses a viewer', async () => {
    expect((await post(`/incidents/${idOf(OPEN)}/${what}`, body, 'viewer')).status).toBe(403);
  });

  it.each(['INC-01KJQ000000000000000000099', 'nonsense'])('answers 404 for %s', async (id) => {
    expect((await post(`/incidents/${id}/${what}`, body)).status).toBe(404);
  });
});

describe('what people say', () => {
  it('is refused in words when the incident is past it', async () => {
    expect(await post(`/incidents/${idOf(ENDED)}/ack`, {})).toMatchObject({
      status: 409,
      body: expect.stringContaining('the incident is closed'),
    });
    expect(await post(`/incidents/${idOf(ESCALATED)}/escalate`, { comment: 'x' })).toMatchObject({
      status: 409,
      body: expect.stringContaining('the incident is escalated'),
    });
  });

  it.each([
    ['notes', {}],
    ['notes', { text: ' ' }],
    ['escalate', {}],
  ])('is refused when %s gets %j', async (what, body) => {
    expect((await post(`/incidents/${idOf(OPEN)}/${what}`, body)).status).toBe(422);
  });
});
