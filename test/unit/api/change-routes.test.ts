import { describe, expect, it } from 'vitest';
import { changeRoutes } from '../../../functions/api/change-routes.ts';
import { makeRouter } from '../../../functions/api/router.ts';
import type { Role } from '../../../functions/core/domain/role.ts';
import { makeRecordChange } from '../../../functions/core/usecases/record-change.ts';
import { aWorld } from '../../support/fakes/world.ts';
import { aRequest } from '../../support/http.ts';

const change = { service: 'payments', kind: 'deployment', summary: 'version 2', at: '2026-03-02T10:59:00+01:00' };

const anApi = () => {
  const { changes, clock, digest } = aWorld();
  const caller: { role: Role } = { role: 'reporter' };
  const answer = makeRouter(
    changeRoutes({ changes, record: makeRecordChange({ changes, clock, digest }) }),
    async () => ({ subject: 'ci', role: caller.role }),
  );
  const headers = { authorization: 'Bearer x', 'content-type': 'application/json' };
  const post = async (body: unknown) => {
    const { statusCode, body: text } = await answer(
      aRequest({ method: 'POST', path: '/changes', headers, body: JSON.stringify(body) }),
    );
    return { statusCode, body: JSON.parse(text) };
  };
  const list = async (role: Role, query = {}) => {
    caller.role = role;
    const { statusCode, body } = await answer(aRequest({ path: '/changes', headers, query }));
    return { statusCode, body: JSON.parse(body) };
  };
  return { changes, post, list };
};

describe('POST /changes', () => {
  it('writes a change down under the reporter’s name', async () => {
    const { post, list } = anApi();

    const { statusCode, body } = await post(change);

    expect(statusCode).toBe(201);
    expect(body).toMatchObject({ service: 'payments', at: '2026-03-02T09:59:00.000Z', by: 'ci' });
    expect((await list('viewer')).body).toEqual({ changes: [body] });
  });

  it('takes the same report again without writing anything', async () => {
    const { post, list } = anApi();
    const first = await post({ ...change, id: 'build-7' });

    const again = await post({ ...change, id: 'build-7' });

    expect(again).toEqual({ statusCode: 200, body: first.body });
    expect((await list('viewer')).body.changes).toHaveLength(1);
  });

  it('refuses another change under a known id', async () => {
    const { post } = anApi();
    await post({ ...change, id: 'build-7' });

    expect((await post({ ...change, id: 'build-7', service: 'checkout' })).statusCode).toBe(409);
  });

  it.each([
    ['without a service', { ...change, service: undefined }, 'service'],
    ['of a kind that there is not', { ...change, kind: 'rain' }, 'kind'],
    ['at a time that is none', { ...change, at: 'yesterday' }, 'at'],
    ['in the future', { ...change, at: '2027-01-01T00:00:00Z' }, 'at'],
    ['of another year', { ...change, at: '2020-01-01T00:00:00Z' }, 'at'],
  ])('refuses one %s, and names the field', async (_, body, field) => {
    const { post, list } = anApi();

    const { statusCode, body: answered } = await post(body);

    expect(statusCode).toBe(422);
    expect(answered.errors).toMatchObject([{ field }]);
    expect((await list('viewer')).body.changes).toEqual([]);
  });

  it('refuses a reporter who wants to read', async () => {
    const { list } = anApi();

    expect((await list('reporter')).statusCode).toBe(403);
  });

  it('lists those of one service', async () => {
    const { post, list } = anApi();
    await post(change);
    await post({ ...change, service: 'checkout' });

    expect((await list('viewer', { service: 'checkout' })).body.changes).toMatchObject([{ service: 'checkout' }]);
  });
});
