import { describe, expect, it } from 'vitest';
import { makeApi } from '../../../functions/api/api.ts';
import type { OperatorTokens } from '../../../functions/core/contracts/secrets.ts';
import { ContractViolation, DependencyUnavailable } from '../../../functions/core/domain/errors.ts';
import { isOver } from '../../../functions/core/domain/incident.ts';
import type { HttpRequest } from '../../../functions/runtime/http.ts';
import { holderOf } from '../../../functions/runtime/tokens.ts';
import { aDraft, anOpening, aPolicy, aReceipt } from '../../support/builders.ts';
import { deciding } from '../../support/deciding.ts';
import { aWorld } from '../../support/fakes/world.ts';
import { aRequest, bodyOf } from '../../support/http.ts';
import { bytes, payload } from '../../support/payloads.ts';
import { quarantining } from '../../support/quarantining.ts';

const TOKENS: OperatorTokens = {
  vera: { role: 'viewer', token: 'viewer-token-00000001' },
  rob: { role: 'responder', token: 'responder-token-00001' },
  ada: { role: 'admin', token: 'admin-token-000000001' },
  ci: { role: 'reporter', token: 'reporter-token-000001' },
};

const anApi = (tokens: OperatorTokens = TOKENS) => {
  const world = aWorld({ policy: aPolicy() });
  const warnings: string[] = [];
  const log = { warn: (message: string) => void warnings.push(message) };
  const { incidents, deliveries, receipts, quarantine, brakes, windows, ids, policy: policies, pager, clock } = world;
  const { replay } = quarantining(world);
  const deps = {
    incidents,
    deliveries,
    receipts,
    quarantine,
    replay,
    brakes,
    windows,
    ids,
    policies,
    pager,
    clock,
    log,
    decide: deciding(world),
    holder: async (token: string) => holderOf(token, tokens),
  };
  const answer = makeApi(deps);
  const as = (
    subject: keyof typeof TOKENS | undefined,
    method: string,
    path: string,
    part: Partial<HttpRequest> & { json?: unknown } = {},
  ) =>
    answer(
      aRequest({
        ...part,
        method,
        path,
        body: part.body ?? (part.json === undefined ? '' : part.json),
        headers: {
          ...(subject && { authorization: `Bearer ${TOKENS[subject]?.token}` }),
          'content-type': 'application/json',
          ...part.headers,
        },
      }),
    );
  const opened = async (part: Parameters<typeof anOpening>[0] = {}) => {
    const id = world.ids.incident();
    const alerts = { groupKey: id, source: 'alertmanager', truncated: 0, alerts: [] };
    const made = await incidents.open(anOpening({ id, ...part }, alerts));
    if (made.outcome !== 'opened') throw new Error(made.outcome);
    return made.incident;
  };
  const escalated = async () => {
    const written = await incidents.commit(await opened(), {
      to: 'escalated',
      entries: [aDraft({ kind: 'incident.escalated', reason: 'no_runbook' })],
      facts: { endedFor: 'no_runbook' },
    });
    if (written.outcome !== 'written') throw new Error(written.outcome);
    return written.incident;
  };
  return { ...world, deps, warnings, answer, as, opened, escalated };
};

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

describe('the receipts', () => {
  it('are looked up one by one and as a list', async () => {
    const { as, receipts } = anApi();
    const receipt = aReceipt({ state: 'recorded', reason: 'heartbeat' });
    await receipts.issue(receipt);

    const one = await as('vera', 'GET', `/receipts/${receipt.id}`);
    const all = await as('vera', 'GET', '/receipts', { query: { limit: '1' } });

    expect(bodyOf(one)).toEqual(receipt);
    expect(bodyOf(all)).toEqual({ receipts: [receipt] });
  });

  it.each(['RCP-01KJQ000000000000000009999', 'nonsense'])('do not know %s', async (id) => {
    const { as } = anApi();

    const answered = await as('vera', 'GET', `/receipts/${id}`);

    expect(answered.statusCode).toBe(404);
  });

  it('refuse a wrong limit', async () => {
    const { as } = anApi();

    const answered = await as('vera', 'GET', '/receipts', { query: { limit: '500' } });

    expect(answered.statusCode).toBe(422);
  });
});

describe('the brake', () => {
  const engage = { json: { engaged: true, reason: 'strange numbers' } };
  const release = { json: { engaged: false, reason: 'understood' } };

  it('is engaged by a responder, in their name', async () => {
    const { as } = anApi();

    const answered = await as('rob', 'PUT', '/brake', engage);

    const seen = await as('vera', 'GET', '/brake');
    const brake = { scope: 'global', engaged: true, by: 'rob', reason: 'strange numbers', at: expect.any(String) };
    expect([answered.statusCode, bodyOf(answered)]).toEqual([200, brake]);
    expect(bodyOf(seen)).toEqual({ engaged: true, brakes: [brake] });
  });

  it('is released by an admin only', async () => {
    const { as } = anApi();
    await as('rob', 'PUT', '/brake', engage);

    const refused = await as('rob', 'PUT', '/brake', release);
    const released = await as('ada', 'PUT', '/brake', release);

    expect([refused.statusCode, released.statusCode]).toEqual([403, 200]);
    expect(bodyOf(await as('vera', 'GET', '/brake'))).toMatchObject({ engaged: false });
  });

  it('keeps who engaged it first, and when', async () => {
    const { as, clock } = anApi();
    const first = bodyOf(await as('rob', 'PUT', '/brake', engage));
    clock.advance(60);

    const again = bodyOf(await as('ada', 'PUT', '/brake', { json: { engaged: true, reason: 'me too' } }));

    expect(again).toEqual(first);
  });

  it('stops one service without stopping the others', async () => {
    const { as } = anApi();

    const answered = await as('rob', 'PUT', '/brake/checkout', engage);

    expect(bodyOf(answered)).toMatchObject({ scope: 'checkout', engaged: true });
    expect(bodyOf(await as('vera', 'GET', '/brake'))).toMatchObject({
      engaged: false,
      brakes: [{ scope: 'checkout' }],
    });
  });

  it.each(['chekout', 'global', '__proto__'])('refuses the unknown service %s and names the known', async (service) => {
    const { as, brakes } = anApi();

    const answered = await as('rob', 'PUT', `/brake/${service}`, engage);

    expect(answered.statusCode).toBe(404);
    expect(bodyOf(answered)).toMatchObject({ detail: expect.stringContaining('checkout') });
    expect(await brakes.all()).toEqual([]);
  });

  it('is engaged even while the policy cannot be read', async () => {
    const { as, memory, warnings } = anApi();
    memory.policy = undefined;

    const answered = await as('rob', 'PUT', '/brake/checkout', engage);

    expect(answered.statusCode).toBe(200);
    expect(warnings).toHaveLength(1);
  });

  it.each([
    ['a viewer', 'vera', { engaged: true, reason: 'x' }, 403],
    ['no reason', 'rob', { engaged: true }, 422],
    ['an empty reason', 'rob', { engaged: true, reason: ' ' }, 422],
    ['a text for a yes', 'rob', { engaged: 'true', reason: 'x' }, 422],
    ['a list', 'rob', [], 422],
  ] as const)('refuses %s', async (_, subject, json, status) => {
    const { as, brakes } = anApi();

    const answered = await as(subject, 'PUT', '/brake', { json });

    expect(answered.statusCode).toBe(status);
    expect(await brakes.all()).toEqual([]);
  });
});

describe('the quarantine', () => {
  const kept = async (api: ReturnType<typeof anApi>, body: Uint8Array, source = 'grafana') => {
    const { quarantine } = quarantining(api);
    await quarantine({ source, body, headers: {}, reason: 'body_unmapped', why: 'no shape that is known' });
    const [one] = await api.quarantine.list({ source, limit: 1 });
    return one?.id ?? '';
  };

  it('is listed for viewers, of one source if asked, with counts and without bodies', async () => {
    const api = anApi();
    const id = await kept(api, bytes('secret of mine'));
    await kept(api, bytes('x'), 'datadog');

    const answered = await api.as('vera', 'GET', '/quarantine', { query: { source: 'grafana', limit: '5' } });

    expect(answered.statusCode).toBe(200);
    expect(bodyOf(answered)).toMatchObject({ quarantined: [{ id, source: 'grafana', count: 1 }] });
    expect(bodyOf(answered)).toMatchObject({ counts: [{ source: 'datadog' }, { source: 'grafana', count: 1 }] });
    expect(answered.body).not.toContain('secret of mine');
  });

  it('shows a body to responders as text inside JSON, never as what it claims to be', async () => {
    const api = anApi();
    const id = await kept(api, bytes('<script>alert(1)</script>'));

    const answered = await api.as('rob', 'GET', `/quarantine/${id}`);

    expect(answered.headers).toMatchObject({
      'content-type': 'application/json',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(bodyOf(answered)).toMatchObject({ id, body: '<script>alert(1)</script>', whole: true });
  });

  it.each([
    ['is not UTF-8', new Uint8Array([0xff, 0x41]), '\ufffdA'],
    ['is large', new Uint8Array(600_000).fill(65), 'A'.repeat(512 * 1024)],
  ])('says that it does not show all of a body that %s', async (_, raw, body) => {
    const api = anApi();
    const id = await kept(api, raw);

    const answered = await api.as('rob', 'GET', `/quarantine/${id}`);

    expect(bodyOf(answered)).toMatchObject({ body, whole: false, bytes: raw.length });
  });

  it('refuses viewers the body and the replay', async () => {
    const api = anApi();
    const id = await kept(api, bytes('x'));

    const answers = await Promise.all([
      api.as('vera', 'GET', `/quarantine/${id}`),
      api.as('vera', 'POST', `/quarantine/${id}/replay`),
      api.as('ci', 'GET', '/quarantine'),
      api.as(undefined, 'GET', '/quarantine'),
    ]);

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 401]);
  });

  it('replays what is understood now, in the name of the one who asks', async () => {
    const api = anApi();
    const id = await kept(api, payload('alertmanager/single-firing'), 'alertmanager');

    const answered = await api.as('rob', 'POST', `/quarantine/${id}/replay`);

    const receiptId = api.queue.waiting[0]?.receiptId;
    expect([answered.statusCode, bodyOf(answered)]).toEqual([202, { receiptId }]);
    expect((await api.quarantine.list({ limit: 1 }))[0]?.replayed).toMatchObject({ by: 'rob', receiptId });
  });

  it('refuses to replay what is still not understood, and says why', async () => {
    const api = anApi();
    const id = await kept(api, bytes('no json'));

    const answered = await api.as('rob', 'POST', `/quarantine/${id}/replay`);

    expect(answered.statusCode).toBe(422);
    expect(bodyOf(answered)).toMatchObject({ detail: expect.stringContaining('not valid JSON') });
  });

  it.each(['nonsense', `grafana-${'0'.repeat(64)}`, '__proto__', `../grafana-${'0'.repeat(64)}`])(
    'knows nothing of %s',
    async (id) => {
      const { as } = anApi();

      const answers = await Promise.all([
        as('rob', 'GET', `/quarantine/${encodeURIComponent(id)}`),
        as('rob', 'POST', `/quarantine/${encodeURIComponent(id)}/replay`),
      ]);

      expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404]);
    },
  );

  it('refuses a limit that is none, and names what is allowed', async () => {
    const { as } = anApi();

    const answered = await as('vera', 'GET', '/quarantine', { query: { limit: '0' } });

    expect(bodyOf(answered)).toMatchObject({ status: 422, errors: [{ field: 'limit' }] });
  });
});
