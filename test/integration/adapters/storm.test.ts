import { afterEach, expect, it } from 'vitest';
import { dynamoFlapHistory } from '../../../functions/adapters/dynamodb/flap-history.ts';
import { dynamoIncidentStore } from '../../../functions/adapters/dynamodb/incident-store.ts';
import { dynamoPolicySource, installPolicy } from '../../../functions/adapters/dynamodb/policy-source.ts';
import { readWholeRecord } from '../../../functions/adapters/dynamodb/whole-table.ts';
import { dynamoHeldAlerts, dynamoWindows } from '../../../functions/adapters/dynamodb/windows.ts';
import { ulidIds } from '../../../functions/adapters/ulid/ids.ts';
import { DependencyUnavailable } from '../../../functions/core/domain/errors.ts';
import { judgeRecord } from '../../../functions/core/domain/laws.ts';
import { plusSeconds } from '../../../functions/core/domain/time.ts';
import { makeAcceptNotification } from '../../../functions/core/usecases/accept-notification.ts';
import { makeEscalateIncident } from '../../../functions/core/usecases/escalate-incident.ts';
import { anAlert, anAlertGroup, aPolicy } from '../../support/builders.ts';
import { fixedClock } from '../../support/fakes/clock.ts';
import { testDigest } from '../../support/fakes/digest.ts';
import { recordingPager } from '../../support/fakes/pager.ts';
import { noSilence } from '../../support/fakes/silences.ts';
import { recordingWorkflow } from '../../support/fakes/workflow.ts';
import { scratchTable } from '../../support/scratch-table.ts';

const GROUPS = 200;
const ALERTS = 5;
/** As many batches as the intake takes at once, and as often as its queue offers a record again. */
const AT_ONCE = 10;
const OFFERS = 5;
/** Of the six services at most three are no neighbours of each other. */
const APART = 3;
/** An incident that is full takes in no further group, so another one opens beside it. */
const FULL = Math.floor((GROUPS * ALERTS) / aPolicy().correlation.cap);

const drops: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(drops.splice(0).map((drop) => drop()));
});

const anIntake = async () => {
  const { drop, ...table } = await scratchTable();
  drops.push(drop);
  const clock = fixedClock();
  const store = dynamoIncidentStore({ table, clock, digest: testDigest });
  const workflow = recordingWorkflow();
  await installPolicy(table, aPolicy());
  const accept = makeAcceptNotification({
    ...{ store, workflow, clock, ids: ulidIds() },
    windows: dynamoWindows(table),
    held: dynamoHeldAlerts(table, testDigest),
    flaps: dynamoFlapHistory(table, testDigest),
    policies: dynamoPolicySource(table),
  });
  return { table, clock, store, workflow, accept };
};

/** A group of one of six services, all in trouble within ten seconds. */
const groupOf = (n: number, now: string) => {
  const services = Object.keys(aPolicy().services);
  const service = services[n % services.length];
  const startsAt = plusSeconds(now, (n % 100) / 10);
  const alerts = Array.from({ length: ALERTS }, (_, i) => anAlert({ fingerprint: `${n}-${i}`, service, startsAt }));
  return anAlertGroup({ groupKey: `group-${n}`, alerts });
};

it('a storm opens few incidents, starts each once, loses no alert, and ends lawfully', async () => {
  const { table, clock, store, workflow, accept } = await anIntake();
  const now = clock().toISOString();
  const offered = async (n: number, times = 1): Promise<string> => {
    try {
      return (await accept(groupOf(n, now), now)).state;
    } catch (error) {
      if (!(error instanceof DependencyUnavailable) || times === OFFERS) throw error;
      return offered(n, times + 1);
    }
  };
  const waiting = Array.from({ length: GROUPS }, (_, n) => n);
  const states: string[] = [];
  const work = async (): Promise<void> => {
    for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) states.push(await offered(n));
  };

  await Promise.all(Array.from({ length: AT_ONCE }, work));

  const { incidents } = await readWholeRecord(table.client, table.name);
  const held = incidents.flatMap(({ alerts }) => alerts.map(({ fingerprint }) => fingerprint));
  expect(states.filter((state) => state === 'opened')).toHaveLength(incidents.length);
  expect(states.filter((state) => state === 'joined').length).toBe(GROUPS - incidents.length);
  expect(incidents.length).toBeLessThanOrEqual(APART + FULL);
  expect(held).toHaveLength(GROUPS * ALERTS);
  expect(new Set(held).size).toBe(GROUPS * ALERTS);
  expect(workflow.started).toHaveLength(incidents.length);

  const escalate = makeEscalateIncident({ store, clock, pager: recordingPager(), silence: noSilence });
  await Promise.all(incidents.map(({ incident }) => escalate(incident.id, 1, 'evidence_contradicts')));

  const record = await readWholeRecord(table.client, table.name);
  const judged = judgeRecord({ record, executions: new Map(), now: clock().toISOString(), digest: testDigest });
  expect(judged.filter(({ breaches }) => breaches.length > 0)).toEqual([]);
  expect([...record.openPointers, ...record.servicePointers]).toEqual([]);
});
