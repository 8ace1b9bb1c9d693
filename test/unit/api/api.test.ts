import { describe, expect, it } from 'vitest';
import { makeApi } from '../../../functions/api/api.ts';
import { DependencyUnavailable } from '../../../functions/core/domain/errors.ts';
import { aRequest, bodyOf } from '../../support/http.ts';
import { anApi, TOKENS } from './an-api.ts';

describe('the operator API', () => {
  it('is alive for everybody', async () => {
    const { as } = anApi();

    const answered = await as(undefined, 'GET', '/health');

    expect([answered.statusCode, bodyOf(answered)]).toEqual([200, { status: 'ok' }]);
  });

  it.each([
    ['no credential', {}],
    ['an unknown token', { authorization: 'Bearer unknown-token-0000001' }],
    ['basic credentials', { authorization: `Basic ${Buffer.from(`ada:${TOKENS['ada']?.token}`).toString('base64')}` }],
  ])('refuses %s', async (_, headers) => {
    const { answer } = anApi();

    const answered = await answer(aRequest({ path: '/incidents', headers }));

    expect([answered.statusCode, answered.headers?.['www-authenticate']]).toEqual([401, 'Bearer realm="selfright"']);
  });

  it('refuses a reporter what a viewer may', async () => {
    const { as } = anApi();

    const answered = await as('ci', 'GET', '/incidents');

    expect(answered.statusCode).toBe(403);
    expect(bodyOf(answered)).toMatchObject({ detail: 'ci has the role reporter; this needs viewer' });
  });

  it('refuses unknown routes and names the known ones', async () => {
    const { as } = anApi();

    const answered = await as('ada', 'GET', '/nothing');

    expect(answered.statusCode).toBe(404);
    expect(bodyOf(answered)).toMatchObject({ detail: expect.stringContaining('GET /incidents/{id}') });
  });

  it('refuses a wrong method and names the right ones', async () => {
    const { as } = anApi();

    const answered = await as('ada', 'DELETE', '/brake');

    expect([answered.statusCode, answered.headers?.['allow']]).toEqual([405, 'GET, PUT']);
  });

  it('tells no cache, no frame and no other site anything', async () => {
    const { as } = anApi();

    const { headers } = await as('vera', 'GET', '/incidents');

    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });

  it('fails, rather than letting anybody in, when the tokens cannot be read', async () => {
    const { deps } = anApi();
    const answer = makeApi({
      ...deps,
      holder: async () => Promise.reject(new DependencyUnavailable('secrets', 'down')),
    });

    const answering = answer(aRequest({ path: '/incidents', headers: { authorization: 'Bearer x' } }));

    await expect(answering).rejects.toThrow('secrets: down');
  });
});
