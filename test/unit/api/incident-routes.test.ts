import { describe, expect, it } from 'vitest';
import { makeApi } from '../../../functions/api/api.ts';
import { ContractViolation } from '../../../functions/core/domain/errors.ts';
import { isOver } from '../../../functions/core/domain/incident.ts';
import { aRequest, bodyOf } from '../../support/http.ts';
import { anApi, TOKENS } from './an-api.ts';

describe('GET /incidents', () => {
  it('gives the newest first, in pages', async () => {
    const { as, opened } = anApi();
    const ids = [(await opened()).id, (await opened()).id, (await opened()).id];

    const first = bodyOf(await as('vera', 'GET', '/incidents', { query: { limit: '2' } }));
    const cursor = (first as { cursor: string }).cursor;
    const second = bodyOf(await as('vera', 'GET', '/incidents', { query: { limit: '2', cursor } }));

    expect(first).toMatchObject({ incidents: [{ id: ids[2] }, { id: ids[1] }] });
    expect(second).toMatchObject({ incidents: [{ id: ids[0] }] });
    expect(second).not.toHaveProperty('cursor');
  });

  it('selects by status and service', async () => {
    const { as, opened, escalated } = anApi();
    const handed = await escalated();
    await opened({ service: 'orders' });

    const found = await as('vera', 'GET', '/incidents', { query: { status: 'escalated', service: 'checkout' } });

    expect(bodyOf(found)).toMatchObject({ incidents: [{ id: handed.id }] });
  });

  it.each([
    ['status', { status: 'broken' }, 'open, diagnosing'],
    ['limit', { limit: '101' }, 'at most 100'],
    ['limit', { limit: '0' }, 'at least 1'],
    ['limit', { limit: 'many' }, 'number'],
    ['service', { service: '' }, 'at least 1'],
  ])('refuses a wrong %s and names what is allowed', async (field, query, allowed) => {
    const { as } = anApi();

    const answered = await as('vera', 'GET', '/incidents', { query });

    expect(answered.statusCode).toBe(422);
    expect(bodyOf(answered)).toMatchObject({ errors: [{ field, allowed: expect.stringContaining(allowed) }] });
  });

  it('refuses a cursor that it never gave', async () => {
    const { deps } = anApi();
    const list = async () => Promise.reject(new ContractViolation('not a cursor'));
    const answer = makeApi({ ...deps, incidents: { ...deps.incidents, list } });

    const headers = { authorization: `Bearer ${TOKENS['vera']?.token}` };
    const answered = await answer(aRequest({ path: '/incidents', query: { cursor: 'x' }, headers }));

    expect(answered.statusCode).toBe(422);
    expect(bodyOf(answered)).toMatchObject({ errors: [{ field: 'cursor' }] });
  });
});

describe('GET /incidents/{id}', () => {
  it.each(['INC-01KJQ000000000000000009999', 'INC-1', '__proto__', 'x'.repeat(5000)])(
    'does not know %s',
    async (id) => {
      const { as } = anApi();

      const answered = await as('vera', 'GET', `/incidents/${id}`);

      expect(answered.statusCode).toBe(404);
      expect(answered.body.length).toBeLessThan(300);
    },
  );
});

describe('POST /incidents/{id}/close', () => {
  it('closes what was handed over, in the name of the one who closed it', async () => {
    const { as, escalated, incidents } = anApi();
    const { id } = await escalated();

    const answered = await as('rob', 'POST', `/incidents/${id}/close`, { json: { comment: 'rolled back by hand' } });

    const whole = await incidents.readWhole(id);
    expect(answered.statusCode).toBe(200);
    expect(whole?.incident).toMatchObject({ status: 'closed', endedFor: 'closed_by_person' });
    expect(whole?.timeline.at(-1)).toMatchObject({
      actor: 'person:rob',
      reason: 'closed_by_person',
      data: { comment: 'rolled back by hand' },
    });
  });

  it('refuses to close what is still worked on, and names the status', async () => {
    const { as, opened, incidents } = anApi();
    const { id } = await opened();

    const answered = await as('rob', 'POST', `/incidents/${id}/close`, { json: { comment: 'x' } });

    expect(answered.statusCode).toBe(409);
    expect(bodyOf(answered)).toMatchObject({ detail: expect.stringContaining('the incident is open') });
    expect(isOver((await incidents.read(id))?.status ?? 'closed')).toBe(false);
  });

  it('refuses to close twice', async () => {
    const { as, escalated } = anApi();
    const { id } = await escalated();
    const json = { comment: 'x' };

    const answers = [
      await as('rob', 'POST', `/incidents/${id}/close`, { json }),
      await as('rob', 'POST', `/incidents/${id}/close`, { json }),
    ];

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 409]);
  });

  it.each([
    ['nothing to read', '', 400],
    ['no comment', {}, 422],
    ['an empty comment', { comment: '  ' }, 422],
    ['a very long comment', { comment: 'x'.repeat(1001) }, 422],
  ])('refuses %s', async (_, json, status) => {
    const { as, escalated } = anApi();
    const { id } = await escalated();

    const answered = await as('rob', 'POST', `/incidents/${id}/close`, { json });

    expect(answered.statusCode).toBe(status);
  });

  it('refuses a viewer, a body that is no JSON and an incident that is not there', async () => {
    const { as, escalated } = anApi();
    const { id } = await escalated();
    const json = { comment: 'x' };

    const answers = await Promise.all([
      as('vera', 'POST', `/incidents/${id}/close`, { json }),
      as('rob', 'POST', `/incidents/${id}/close`, { json, headers: { 'content-type': 'text/plain' } }),
      as('rob', 'POST', '/incidents/INC-01KJQ000000000000000009999/close', { json }),
    ]);

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 415, 404]);
  });
});
