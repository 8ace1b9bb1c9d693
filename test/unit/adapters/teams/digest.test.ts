import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { teamsBulletin } from '../../../../functions/adapters/http/teams-bulletin.ts';
import type { IncidentId } from '../../../../functions/core/domain/incident.ts';
import { instant } from '../../../../functions/core/domain/time.ts';
import { makeBulletinSink } from '../../../../functions/core/usecases/bulletin-sink.ts';
import { makeDeliverIncident } from '../../../../functions/core/usecases/deliver-incident.ts';
import { makeFindStorm } from '../../../../functions/core/usecases/find-storm.ts';
import { aDraft, anAlert, anAlertGroup, anApproval, anOpening, aPlan } from '../../../support/builders.ts';
import { ownTeams, teamsAt } from '../../../support/teams.ts';
import { aStage, commit, moved } from '../../core/usecases/stage.ts';

let server: Server;
let url: string;
let workflow: string;

beforeEach(async () => {
  ({ server, url, workflow } = await ownTeams());
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Teams with whoever delivers to it, where the third incident within a minute makes a storm. */
const anOutbox = (address = workflow) => {
  const stage = aStage();
  const { deliveries, clock, store, ids } = stage;
  const policy = { stormAfter: 3, windowSeconds: 60 };
  const sink = makeBulletinSink('teams', {
    bulletin: teamsBulletin({ url: async () => address, consoleUrl: 'https://console.test/' }),
    findStorm: makeFindStorm({ store, policy, isToldBeside: () => true }),
    refsOf: async (id: IncidentId) => (await deliveries.read(id, 'teams')).refs,
    clock,
  });
  const sinkFor = async () => sink;
  const deliver = makeDeliverIncident({ store, deliveries, clock, sinkFor, leaseSeconds: 35, budgetSeconds: 12 });
  const open = async (n: number) => {
    const alerts = [anAlert({ fingerprint: `${n}` })];
    const part = { id: ids.incident(), title: `Trouble ${n}`, service: `service-${n}`, openedAt: instant(clock()) };
    const made = await store.open(anOpening(part, anAlertGroup({ groupKey: `${n}`, alerts })));
    if (made.outcome !== 'opened') throw new Error(made.outcome);
    return made.incident;
  };
  const told = async (id: IncidentId) => {
    await deliveries.want(id, ['teams'], (await store.read(id))?.seq ?? 0, '2026-03-02T10:00:00.000Z');
    return deliver(id, 'teams');
  };
  return { stage, open, told, teams: teamsAt(url) };
};

const titles = async () => (await teamsAt(url).cards()).map(({ lines }) => lines[0]);

describe('a storm in Teams', () => {
  it('is one card beside those that came before it, once nothing opens any more', async () => {
    const { stage, open, told, teams } = anOutbox();
    const all = [];
    for (let n = 1; n <= 5; n += 1) all.push(await open(n));

    const atOnce = [];
    for (const { id } of all) atOnce.push((await told(id)).outcome);
    expect(atOnce).toEqual(['delivered', 'delivered', 'again', 'again', 'again']);
    stage.clock.advance(12);
    for (const { id } of all) expect(await told(id)).toEqual({ outcome: 'delivered' });

    expect(await titles()).toEqual(['Trouble 1', 'Trouble 2', 'A storm: 3 more incidents']);
    const [digest] = await teams.digests();
    expect(digest?.lines.slice(2)).toEqual(all.slice(2).map(({ id }, i) => `open: Trouble ${i + 3} · ${id}`));
    expect(digest?.links).toEqual([{ title: 'Open the console', url: 'https://console.test/' }]);
  });

  it('is told before it is over when it does not end, and what opens then makes another digest', async () => {
    const { stage, open, told } = anOutbox();
    const all = [];
    for (let n = 1; n <= 12; n += 1) {
      all.push(await open(n));
      for (const { id } of all) await told(id);
      stage.clock.advance(9);
    }
    stage.clock.advance(12);
    for (const { id } of all) await told(id);
    for (const { id } of all) expect(await told(id)).toEqual({ outcome: 'delivered' });

    const cards = await teamsAt(url).cards();
    expect(await titles()).toEqual(['Trouble 1', 'Trouble 2', ...new Array(cards.length - 2).fill(expect.any(String))]);
    const digested = cards.slice(2).flatMap(({ lines }) => lines.slice(2));
    expect(digested).toEqual(all.slice(2).map(({ id }, i) => `open: Trouble ${i + 3} · ${id}`));
    expect(cards.length).toBeLessThan(6);
  });

  it('still has a card for what waits for an answer, and none for the rest', async () => {
    const { stage, open, told, teams } = anOutbox();
    const all = [await open(1), await open(2), await open(3), await open(4)];
    stage.clock.advance(12);
    for (const { id } of all) await told(id);
    const last = all.at(-1);
    if (last === undefined) throw new Error('four were opened');
    const plan = aPlan();
    const asked = await commit(stage, await moved(stage, last, 'diagnosing'), {
      to: 'awaiting_approval',
      plan,
      approval: anApproval({ planDigest: plan.digest }),
      entries: [aDraft({ kind: 'approval.asked', reason: undefined, text: 'May this be done?' })],
    });
    await commit(stage, asked, {
      to: 'escalated',
      entries: [aDraft({ kind: 'incident.escalated', reason: 'no_runbook', text: 'Yours.' })],
    });
    await told(last.id);
    await told(last.id);

    const question = asked.seq;
    expect(await teams.entriesOf(last.id)).toEqual([question]);
  });

  it('does not swallow an incident whose digest never comes', async () => {
    const { stage, open, told } = anOutbox();
    const all = [await open(1), await open(2), await open(3), await open(4)];
    const follower = all[3];
    if (follower === undefined) throw new Error('four were opened');
    for (let i = 0; i < 40; i += 1) {
      await told(follower.id);
      stage.clock.advance(3);
    }

    expect(await titles()).toEqual(['Trouble 4']);
  });
});

describe('the stand-in for Teams', () => {
  it('refuses an address that is not signed, and what is no card', async () => {
    const post = async (address: string, body: string) => (await fetch(address, { method: 'POST', body })).status;
    const text = JSON.stringify({ type: 'message', attachments: [] });

    expect(await post(workflow.replace(/sig=.*/, 'sig=another'), text)).toBe(401);
    expect(await post(workflow, text)).toBe(400);
    expect(await post(workflow, 'x'.repeat(28_001))).toBe(413);
    expect(await titles()).toEqual([]);
  });
});
