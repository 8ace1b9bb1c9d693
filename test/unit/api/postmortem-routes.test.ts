import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PostmortemView } from '../../../functions/core/contracts/postmortem.ts';
import { anApiServer } from '../../support/api-server.ts';

let server: Awaited<ReturnType<typeof anApiServer>>;

beforeEach(async () => {
  server = await anApiServer();
});

afterEach(() => server.close());

const idOf = (which: number): string => server.record.incidents[which]?.incident.id ?? '';

const get = (path: string, token = 'viewer') =>
  fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${token}` } });

describe('GET /incidents/{id}/postmortem', () => {
  it('answers JSON with what is on record', async () => {
    const answer = await get(`/incidents/${idOf(0)}/postmortem`);

    expect(answer.status).toBe(200);
    expect(PostmortemView.parse(await answer.json())).toMatchObject({ id: idOf(0) });
  });

  it('answers Markdown when asked for it', async () => {
    const answer = await get(`/incidents/${idOf(0)}/postmortem?format=markdown`);

    expect(answer.headers.get('content-type')).toContain('text/markdown');
    expect(await answer.text()).toMatch(/^# /);
  });

  it.each(['INC-01KJQ000000000000000000099', 'nonsense'])('answers 404 for %s', async (id) => {
    expect((await get(`/incidents/${id}/postmortem`)).status).toBe(404);
  });

  it('refuses a format that it does not have, and names those that it has', async () => {
    const answer = await get(`/incidents/${idOf(0)}/postmortem?format=pdf`);

    expect(answer.status).toBe(422);
    expect(JSON.stringify(await answer.json())).toContain('markdown');
  });

  it('refuses a stranger', async () => {
    expect((await get(`/incidents/${idOf(0)}/postmortem`, 'wrong')).status).toBe(401);
  });
});
