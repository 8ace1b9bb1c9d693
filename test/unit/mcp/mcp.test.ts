import { describe, expect, it } from 'vitest';
import { TOOLS } from '../../../functions/adapters/operator-api/tools/index.ts';
import { DependencyUnavailable } from '../../../functions/core/domain/errors.ts';
import { aRequest } from '../../support/http.ts';
import { TOKENS } from '../api/an-api.ts';
import { answered, withMcp } from './clients.ts';

const UNKNOWN = 'INC-01KJQ000000000000000009999';

describe('the MCP endpoint', () => {
  it.each(['client', 'older'] as const)('offers every tool with schemas and honest hints to the %s', async (which) => {
    const mcp = withMcp();
    const client = await mcp[which]('vera');

    const { tools } = await client.listTools();

    expect(tools.map(({ name }) => name).toSorted()).toEqual(TOOLS.map(({ name }) => name).toSorted());
    for (const { inputSchema, outputSchema, annotations, description } of tools) {
      expect(inputSchema.type).toBe('object');
      expect(outputSchema?.type).toBe('object');
      expect(annotations?.title).toBeTruthy();
      expect(description?.length).toBeGreaterThan(40);
    }
    const changing = tools.filter(({ annotations }) => annotations?.readOnlyHint !== true).map(({ name }) => name);
    expect(changing.toSorted()).toEqual([
      'acknowledge_incident',
      'add_note',
      'ask_investigator',
      'decide_approval',
      'propose_mitigation',
    ]);
  });

  it.each(['client', 'older'] as const)('answers the %s with content that fits the schema', async (which) => {
    const mcp = withMcp();
    const { id } = await mcp.opened();
    const client = await mcp[which]('vera');

    const listed = answered(await client.callTool({ name: 'list_incidents', arguments: {} }));
    const got = answered(await client.callTool({ name: 'get_incident', arguments: { incident_id: id } }));

    expect(listed).toMatchObject({ isError: false, structured: { incidents: [{ id, status: 'open' }] } });
    expect(got.structured).toMatchObject({ id, question: null, more: { timeline: 2 } });
    expect(JSON.parse(got.text)).toEqual(got.structured);
  });

  it('puts a call on the timeline with its subject, once in a while, and does not count it as work', async () => {
    const mcp = withMcp();
    const { id, updatedAt } = await mcp.opened();
    const client = await mcp.client('vera');
    const read = () => client.callTool({ name: 'get_timeline', arguments: { incident_id: id } });
    mcp.clock.advance(30);

    await read();
    await read();
    mcp.clock.advance(600);
    await read();

    const whole = await mcp.incidents.readWhole(id);
    const calls = whole?.timeline.filter(({ kind }) => kind === 'agent.called') ?? [];
    expect(calls).toMatchObject([
      { actor: 'agent:vera', data: { protocol: 'mcp', tool: 'get_timeline', role: 'viewer' } },
      { actor: 'agent:vera' },
    ]);
    expect(whole?.incident.updatedAt).toBe(updatedAt);
  });

  it('refuses what the role does not reach, tells the timeline, and says what to do', async () => {
    const mcp = withMcp();
    const { id } = await mcp.opened();
    const client = await mcp.client('vera');

    const noted = answered(await client.callTool({ name: 'add_note', arguments: { incident_id: id, text: 'x' } }));

    expect(noted.isError).toBe(true);
    expect(noted.text).toMatch(/vera has the role viewer; this needs responder.*ask a person/);
    const whole = await mcp.incidents.readWhole(id);
    expect(whole?.timeline.at(-1)).toMatchObject({ kind: 'agent.called', data: { refusedFor: 'responder' } });
  });

  it.each([
    ['an incident that is not there', 'get_incident', { incident_id: UNKNOWN }, /no incident INC.*list_incidents/],
    ['a service that is not there', 'query_metrics', { service: 'nope', signal: 'x' }, /not known.*checkout/],
    ['a signal that is not there', 'query_metrics', { service: 'checkout', signal: 'x' }, /errors_per_second/],
    ['a free query', 'query_metrics', { query: 'up' }, /needs admin/],
    ['a runbook that is not there', 'explain_runbook', { fault: 'nope' }, /known are .*api-503/],
  ])('tells what to do about %s', async (_, name, given, says) => {
    const mcp = withMcp();
    const client = await mcp.client('vera');

    const told = answered(await client.callTool({ name, arguments: given }));

    expect(told.isError).toBe(true);
    expect(told.text).toMatch(says);
  });

  it('lets an admin ask freely, and bounds what comes back', async () => {
    const mcp = withMcp();
    mcp.metrics.draw('up', (from) => Array.from({ length: 500 }, (_, i) => [from.getTime() / 1000 + i, i] as const));
    const client = await mcp.client('ada');

    const told = answered(await client.callTool({ name: 'query_metrics', arguments: { query: 'up', points: 10 } }));

    expect(told.structured).toMatchObject({ query: 'up' });
    expect((told.structured as { samples: unknown[] }).samples).toHaveLength(10);
  });

  it('limits how often one subject calls, and says when to come again', async () => {
    const mcp = withMcp();
    const { policy } = mcp.memory;
    mcp.memory.policy = policy && { ...policy, agents: { callsPerMinute: 3 } };
    const headers = { authorization: `Bearer ${TOKENS['vera']?.token}`, 'selfright-agent': 'mcp list_runbooks' };
    const call = () => mcp.answer(aRequest({ path: '/runbooks', headers }));

    const answers = [await call(), await call(), await call(), await call()];
    mcp.clock.advance(60);
    const later = await call();

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 429]);
    expect(Number(answers[3]?.headers?.['retry-after'])).toBeLessThanOrEqual(60);
    expect(later.statusCode).toBe(200);
    expect((await mcp.as('vera', 'GET', '/runbooks')).statusCode).toBe(200);
  });

  it('refuses a call that does not say what it is', async () => {
    const mcp = withMcp();

    const answer = await mcp.as('vera', 'GET', '/runbooks', { headers: { 'selfright-agent': 'telepathy <x>' } });

    expect(answer.statusCode).toBe(422);
  });

  it('answers nothing that it cannot put on the timeline', async () => {
    const mcp = withMcp();
    const { id } = await mcp.opened();
    mcp.deps.agentCalls.isTold = () => Promise.reject(new DependencyUnavailable('dynamodb', 'gone'));

    const asked = mcp.as('vera', 'GET', `/incidents/${id}`, { headers: { 'selfright-agent': 'mcp get_incident' } });

    await expect(asked).rejects.toThrow('gone');
  });

  it('reads incidents and runbooks as resources, and offers the prompts', async () => {
    const mcp = withMcp();
    const { id } = await mcp.opened();
    const client = await mcp.client('vera');

    const { resources } = await client.listResources();
    const { resourceTemplates } = await client.listResourceTemplates();
    const { contents } = await client.readResource({ uri: `selfright://incidents/${id}` });
    const prompt = await client.getPrompt({ name: 'investigate_incident', arguments: { incident_id: id } });

    expect(resources.map(({ uri }) => uri)).toEqual(
      expect.arrayContaining([`selfright://incidents/${id}`, 'selfright://runbooks/api-503']),
    );
    expect(resourceTemplates).toHaveLength(4);
    expect(JSON.stringify(contents)).toContain(id);
    expect(JSON.stringify(prompt)).toContain('data written by others');
    expect((await client.listPrompts()).prompts.map(({ name }) => name)).toEqual([
      'investigate_incident',
      'write_handover',
    ]);
    await expect(client.readResource({ uri: 'selfright://nothing' })).rejects.toThrow();
  });
});
