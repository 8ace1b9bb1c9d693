import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../functions/core/domain/laws/record.ts';
import { judgeRecord, LAWS } from '../../../functions/core/domain/laws.ts';
import { aBrake } from '../../support/builders.ts';
import { lawfulFacts } from '../../support/lawful-facts.ts';
import { inAction, inRecord, type Poison, RECOVERED, RELAPSED, UNDER_WAY } from '../../support/poison.ts';
import { ACTIONS_POISONS } from './laws/actions.ts';
import { AGENTS_POISONS, LAWFUL_AGENTS } from './laws/agents.ts';
import { CALLING_POISONS } from './laws/callings.ts';
import { CALM_POISONS } from './laws/calm.ts';
import { CAPS_POISONS } from './laws/caps.ts';
import { DELIVERIES_POISONS } from './laws/deliveries.ts';
import { DIAGNOSES_POISONS } from './laws/diagnoses.ts';
import { ENDINGS_POISONS } from './laws/endings.ts';
import { EPISODES_POISONS } from './laws/episodes.ts';
import { GRANTS_POISONS, LAWFUL_GRANT } from './laws/grants.ts';
import { INVESTIGATIONS_POISONS, LAWFUL_INVESTIGATIONS } from './laws/investigations.ts';
import { MAINTENANCE_POISONS } from './laws/maintenance.ts';
import { PARTINGS_POISONS } from './laws/partings.ts';
import { PROPOSALS_POISONS } from './laws/proposals.ts';
import { READABLE_POISONS } from './laws/readable.ts';
import { RECEIPTS_POISONS } from './laws/receipts.ts';
import { RECOVERY_POISONS } from './laws/recovery.ts';
import { ROLLBACKS_POISONS } from './laws/rollbacks.ts';
import { SILENCES_POISONS } from './laws/silences.ts';
import { TALLY_POISONS } from './laws/tallies.ts';
import { TIMELINE_POISONS } from './laws/timeline.ts';
import { WATCH_POISONS } from './laws/watch.ts';
import { WORSENING_POISONS } from './laws/worsening.ts';

/** What breaks each law, in one file for each file of laws. */
const POISONS: readonly Poison[] = [
  ...ACTIONS_POISONS,
  ...AGENTS_POISONS,
  ...INVESTIGATIONS_POISONS,
  ...CALM_POISONS,
  ...CALLING_POISONS,
  ...TALLY_POISONS,
  ...CAPS_POISONS,
  ...DELIVERIES_POISONS,
  ...DIAGNOSES_POISONS,
  ...ENDINGS_POISONS,
  ...EPISODES_POISONS,
  ...GRANTS_POISONS,
  ...MAINTENANCE_POISONS,
  ...PARTINGS_POISONS,
  ...PROPOSALS_POISONS,
  ...READABLE_POISONS,
  ...RECEIPTS_POISONS,
  ...RECOVERY_POISONS,
  ...ROLLBACKS_POISONS,
  ...SILENCES_POISONS,
  ...TIMELINE_POISONS,
  ...WATCH_POISONS,
  ...WORSENING_POISONS,
];

const broken = (facts: Facts): readonly string[] =>
  judgeRecord(facts)
    .filter(({ breaches }) => breaches.length > 0)
    .map(({ law }) => law);

describe('the laws', () => {
  it('find nothing in a lawful record, and look at something for each law', async () => {
    const facts = await lawfulFacts();

    const judged = judgeRecord(facts);

    expect(judged.flatMap(({ breaches }) => breaches)).toEqual([]);
    expect(judged.filter(({ checked }) => checked === 0)).toEqual([]);
  });

  it('find nothing in a record that is empty', async () => {
    const facts = await lawfulFacts();
    const nothing = {
      incidents: [],
      receipts: [],
      episodes: [],
      openPointers: [],
      servicePointers: [],
      locks: [],
      brakes: [],
      deliveries: [],
      tallies: [],
      counted: [],
    };

    const judged = judgeRecord({ ...facts, record: { ...facts.record, ...nothing } });

    expect(judged.flatMap(({ breaches }) => breaches)).toEqual([]);
  });

  it.each(POISONS)('%s is broken by %s, and nothing else is', async (law, _, change) => {
    const facts = await lawfulFacts();

    const found = broken(change(facts));

    expect(found).toEqual([law]);
  });

  it('name the record that breaks them', async () => {
    const facts = await lawfulFacts();

    const others = facts.record.locks.filter(({ target }) => target !== 'postgres:database/under-way');
    const judged = judgeRecord(inRecord(() => ({ locks: others }))(facts));

    const breaches = judged.flatMap((one) => one.breaches);
    expect(breaches).toEqual([
      {
        record: `${facts.record.incidents[UNDER_WAY]?.incident.id}/1/terminate-idle-sessions`,
        what: 'the lock of postgres:database/under-way belongs to nobody',
      },
    ]);
  });

  it('find a lock that its incident left behind', async () => {
    const facts = await lawfulFacts();
    const target = 'postgres:database/recovered';

    const found = broken(
      inRecord(({ locks, incidents }) => ({
        locks: [...locks, { target, incidentId: incidents[RECOVERED]?.incident.id }],
      }))(facts),
    );

    expect(found).toEqual(['endings-free', 'claims-live']);
  });

  it('find two incidents that acted on one target at the same time', async () => {
    const facts = await lawfulFacts();
    const rival = facts.record.incidents[RECOVERED]?.actions[0];

    const found = judgeRecord(
      inAction(UNDER_WAY, (action) => ({ ...action, target: rival?.target ?? '', startedAt: rival?.startedAt ?? '' }))(
        facts,
      ),
    ).flatMap(({ breaches }) => breaches.map(({ what }) => what));

    expect(found).toContain(`${rival?.target} was still held for ${rival?.key}`);
  });

  it('let a model look once for a wave', async () => {
    expect(broken(LAWFUL_INVESTIGATIONS(await lawfulFacts()))).toEqual([]);
  });

  it('let agents ask, and models suggest what they can cite', async () => {
    expect(broken(LAWFUL_AGENTS(await lawfulFacts()))).toEqual([]);
  });

  it('let be what runs by a grant in force', async () => {
    expect(broken(LAWFUL_GRANT(await lawfulFacts()))).toEqual([]);
  });

  it('let a brake be that was engaged after the action', async () => {
    const facts = await lawfulFacts();

    const found = broken(inRecord(() => ({ brakes: [aBrake({ at: '2026-03-02T11:00:00.000Z' })] }))(facts));

    expect(found).toEqual([]);
  });

  it('let two open incidents be that were sent one firing in two groups', async () => {
    const facts = await lawfulFacts();

    const rivals = facts.record.incidents[UNDER_WAY];
    const found = broken(
      inRecord(({ incidents }) => ({
        incidents: incidents.map((whole, i) =>
          i === RELAPSED && rivals !== undefined ? { ...whole, alerts: [...whole.alerts, ...rivals.alerts] } : whole,
        ),
      }))(facts),
    );

    expect(found).toEqual([]);
  });

  it('have a poison each', () => {
    const named = new Set([...POISONS.map(([law]) => law), 'endings-free']);

    expect(new Set(LAWS.map(({ name }) => name))).toEqual(named);
  });
});
