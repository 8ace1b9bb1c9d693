import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { TOOLS } from '../../../functions/adapters/operator-api/tools/index.ts';
import { aDraft, anAlert, anAlertGroup, anOpening, aPolicy } from '../../support/builders.ts';
import { consoleStories } from '../../support/console-story.ts';
import { answered, withMcp } from './clients.ts';

const ANY_INVESTIGATOR = {
  ...{ modelId: 'any', region: 'eu-central-1', price: { input: 3, output: 15 }, afterInconclusive: false },
  budget: { calls: 6, tokens: 50_000, seconds: 60, dollars: 0.5 },
};

/** Incidents in every state that some tool needs, and the official client as whoever may use all tools. */
const aWorldToCall = async () => {
  const mcp = withMcp();
  mcp.memory.policy = aPolicy({ investigator: ANY_INVESTIGATOR });
  const { righted, asking } = await consoleStories(mcp);
  const group = anAlertGroup({ groupKey: 'handed', alerts: [anAlert({ fingerprint: 'handed' })] });
  const opened = await mcp.incidents.open(anOpening({ id: mcp.ids.incident() }, group));
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  const handed = await mcp.incidents.commit(opened.incident, {
    to: 'escalated',
    entries: [aDraft({ kind: 'incident.escalated', reason: 'approval_expired' })],
    facts: { endedFor: 'approval_expired' },
  });
  if (handed.outcome !== 'written') throw new Error(handed.outcome);
  mcp.metrics.draw('up', (from) => [[from.getTime() / 1000, 1]]);
  const client = await mcp.client('ada');
  const call = async (name: string, given: object) =>
    answered(await client.callTool({ name, arguments: { ...given } }));
  return { call, righted: righted.id, asking, handed: handed.incident.id };
};

type World = Awaited<ReturnType<typeof aWorldToCall>>;

const of =
  (more: object = {}) =>
  ({ righted }: World) => ({ incident_id: righted, ...more });

const times = Array.from({ length: 60 }, (_, i) => 1_000 + i);

/** What each tool is called with; one that is missing here is not tried. */
const GIVEN: Readonly<Record<string, (world: World) => object>> = {
  list_incidents: () => ({ limit: 1 }),
  get_incident: of(),
  get_timeline: of({ limit: 2 }),
  get_evidence: of({ limit: 1 }),
  get_series: of({ limit: 1 }),
  similar_incidents: of(),
  query_metrics: () => ({ query: 'up' }),
  get_topology: () => ({ limit: 2 }),
  list_changes: () => ({ service: 'checkout' }),
  list_runbooks: () => ({}),
  explain_runbook: () => ({ fault: 'api-503' }),
  plan_incident: of(),
  explain_why: of(),
  diagnose_case: () => ({
    alert: { service: 'a', signal: 'errors', at: 1_059 },
    window: { from: 1_040, to: 1_059 },
    series: [{ service: 'a', signal: 'errors_per_second', times, values: times.map((at) => (at < 1_045 ? 0 : 9)) }],
  }),
  ask_investigator: of(),
  propose_mitigation: ({ handed }) => ({ incident_id: handed, because: 'it still fires' }),
  decide_approval: ({ asking }) => ({
    ...{ incident_id: asking.incident.id, decision: 'approve', plan_digest: asking.plan.digest, comment: 'seen' },
  }),
  acknowledge_incident: ({ handed }) => ({ incident_id: handed }),
  add_note: of({ text: 'seen' }),
  get_postmortem: of({ limit: 2 }),
};

describe('each tool', () => {
  it('is called here', () => {
    expect(Object.keys(GIVEN).toSorted()).toEqual(TOOLS.map(({ name }) => name).toSorted());
  });

  it.each(Object.entries(GIVEN))('%s answers as its schema says', async (name, given) => {
    const world = await aWorldToCall();

    const { isError, structured, text } = await world.call(name, given(world));

    expect([name, isError, isError ? text : '']).toEqual([name, false, '']);
    const tool = TOOLS.find((one) => one.name === name);
    expect(tool?.output.safeParse(structured).success).toBe(true);
  });

  it.each([
    ['get_timeline', 'entries'],
    ['get_evidence', 'evidence'],
    ['get_series', 'series'],
    ['get_postmortem', 'timeline'],
  ] as const)('%s tells where the rest begins, and the rest is all of it, once', async (name, part) => {
    const { call, righted } = await aWorldToCall();
    const pageAt = async (limit: number, offset: unknown) => {
      const { structured } = await call(name, { incident_id: righted, limit, offset });
      return { items: z.array(z.unknown()).parse(structured?.[part]), next: structured?.['next'] };
    };
    const { items: all } = await pageAt(20, 0);
    const seen: unknown[] = [];
    let offset: unknown = 0;

    while (offset !== undefined) {
      const { items, next } = await pageAt(1, offset);
      seen.push(...items);
      offset = next;
    }

    expect(all.length).toBeGreaterThan(1);
    expect(seen.slice(0, all.length)).toEqual(all);
  });
});
