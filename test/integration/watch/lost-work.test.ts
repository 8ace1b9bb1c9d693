import { randomUUID } from 'node:crypto';
import { CreateStateMachineCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';
import { dynamoFlapHistory } from '../../../functions/adapters/dynamodb/flap-history.ts';
import { dynamoIncidentStore } from '../../../functions/adapters/dynamodb/incident-store.ts';
import { dynamoPolicySource, installPolicy } from '../../../functions/adapters/dynamodb/policy-source.ts';
import { readWholeRecord } from '../../../functions/adapters/dynamodb/whole-table.ts';
import { dynamoHeldAlerts, dynamoWindows } from '../../../functions/adapters/dynamodb/windows.ts';
import { stepFunctionsExecutions } from '../../../functions/adapters/step-functions/executions.ts';
import { stepFunctionsWorkflow } from '../../../functions/adapters/step-functions/workflow.ts';
import { DependencyUnavailable } from '../../../functions/core/domain/errors.ts';
import { type Incident, isOver } from '../../../functions/core/domain/incident.ts';
import { judgeRecord } from '../../../functions/core/domain/laws.ts';
import { instant } from '../../../functions/core/domain/time.ts';
import { makeAcceptNotification } from '../../../functions/core/usecases/accept-notification.ts';
import { makeSweepIncidents } from '../../../functions/core/usecases/sweep-incidents.ts';
import { aDraft, anAlert, anAlertGroup, aPolicy } from '../../support/builders.ts';
import { emulated } from '../../support/emulated.ts';
import { fixedClock } from '../../support/fakes/clock.ts';
import { testDigest } from '../../support/fakes/digest.ts';
import { sequentialIds } from '../../support/fakes/ids.ts';
import { recordingMeter } from '../../support/fakes/meter.ts';
import { recordingPager } from '../../support/fakes/pager.ts';
import { noSilence } from '../../support/fakes/silences.ts';
import { scratchTable } from '../../support/scratch-table.ts';

/** The first attempt of every second incident fails at once; all others go on until somebody stops them. */
const DEFINITION = {
  StartAt: 'Which',
  States: {
    Which: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.attempt', NumericGreaterThan: 1, Next: 'Work' },
        ...['0', '2', '4', '6', '8'].map((digit) => ({
          Variable: '$.incidentId',
          StringMatches: `*${digit}`,
          Next: 'Break',
        })),
      ],
      Default: 'Work',
    },
    Work: { Type: 'Wait', Seconds: 300, End: true },
    Break: { Type: 'Fail', Error: 'Broken', Cause: 'as this test wants it' },
  },
};

const PATH = ['diagnosing', 'mitigating', 'verifying', 'resolved'] as const;
const INCIDENTS = 16;
const SEEDS = [1, 2];

/** Small and repeatable: a failure names its seed. */
const dice = (seed: number) => {
  let state = seed;
  return (sides: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * sides);
  };
};

/** Every call dies with the worker now and then, before or after it took effect. */
const mortal = <T extends object>(ability: T, dies: () => boolean): T =>
  new Proxy(ability, {
    get: (target, name, receiver) => {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return async (...args: readonly unknown[]) => {
        if (dies()) throw new DependencyUnavailable('worker', 'killed before');
        const answer: unknown = await Reflect.apply(method, target, args);
        if (dies()) throw new DependencyUnavailable('worker', 'killed after');
        return answer;
      };
    },
  });

const drops: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(drops.splice(0).map((drop) => drop()));
});

const aWorkplace = async (roll: (sides: number) => number) => {
  const table = await scratchTable();
  drops.push(table.drop);
  await installPolicy(table, aPolicy());
  const machine = new SFNClient(emulated());
  const { stateMachineArn = '' } = await machine.send(
    new CreateStateMachineCommand({
      name: `scratch-${randomUUID()}`,
      roleArn: 'arn:aws:iam::000000000000:role/scratch',
      definition: JSON.stringify(DEFINITION),
    }),
  );
  let mortality = true;
  const dies = () => mortality && roll(12) === 0;
  const clock = fixedClock();
  const store = dynamoIncidentStore({ table, clock, digest: testDigest });
  const workflow = stepFunctionsWorkflow(machine, stateMachineArn);
  const executions = stepFunctionsExecutions(machine, stateMachineArn);
  const pager = recordingPager();
  const deps = {
    store: mortal(store, dies),
    workflow: mortal(workflow, dies),
    executions: mortal(executions, dies),
    pager: mortal(pager, dies),
    silence: noSilence,
    policies: dynamoPolicySource(table),
    windows: dynamoWindows(table),
    held: dynamoHeldAlerts(table, testDigest),
    flaps: dynamoFlapHistory(table, testDigest),
    meter: recordingMeter(),
    ids: sequentialIds(),
    clock,
  };
  const stop = async ({ id, attempt }: Incident) => {
    const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${id}-${attempt}`;
    if ((await executions.stateOf(id, attempt)) === 'RUNNING')
      await machine.send(new StopExecutionCommand({ executionArn }));
  };
  return {
    ...{ table, store, executions, pager, clock, stop, meter: deps.meter },
    accept: makeAcceptNotification(deps),
    sweep: makeSweepIncidents(deps),
    spare: () => {
      mortality = false;
    },
  };
};

/** What a killed worker leaves behind is what this is about. */
const orDie = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    if (error instanceof DependencyUnavailable || error instanceof AggregateError) return undefined;
    throw error;
  });

describe('work that is killed at random points', () => {
  it.each(SEEDS)('ends, or goes on, for every incident, and the record stays lawful (seed %d)', async (seed) => {
    const roll = dice(seed);
    const place = await aWorkplace(roll);
    const { store, clock, executions, pager, table } = place;

    for (let n = 0; n < INCIDENTS; n += 1) {
      const alerts = [anAlert({ fingerprint: `f${n}`, service: `service-${n}`, startsAt: instant(clock()) })];
      await orDie(place.accept(anAlertGroup({ groupKey: `g${n}`, alerts }), instant(clock())));
    }
    for (let incident of await store.unfinished()) {
      for (const to of PATH.slice(0, roll(PATH.length + 1))) {
        const moved = await store.commit(incident, {
          to,
          entries: [aDraft({ kind: 'diagnosis.started', reason: undefined })],
        });
        if (moved.outcome === 'written') incident = moved.incident;
      }
      if (roll(3) > 0) await place.stop(incident);
    }
    for (let round = 0; round < 4; round += 1) {
      clock.advance(61);
      await orDie(place.sweep());
      for (const incident of await store.unfinished()) if (roll(4) === 0) await place.stop(incident);
    }
    place.spare();
    for (let round = 0; round < 4; round += 1) {
      clock.advance(61);
      await place.sweep();
    }

    const record = await readWholeRecord(table.client, table.name);
    const incidents = record.incidents.map((whole) => whole.incident);
    const alive = new Map(
      await Promise.all(incidents.map(async ({ id, attempt }) => [id, await executions.stateOf(id, attempt)] as const)),
    );
    const lost = incidents.filter(({ id, status }) => !isOver(status) && alive.get(id) !== 'RUNNING');
    const handed = incidents.filter(({ status }) => status === 'escalated').map(({ id }) => id);
    const watched = [
      'open-incidents-worked-on',
      'open-incidents-listed',
      'hand-overs-told',
      'endings-free',
      'claims-live',
    ];
    const broken = judgeRecord({ record, executions: alive, now: instant(clock()), digest: testDigest })
      .filter(({ law, breaches }) => watched.includes(law) && breaches.length > 0)
      .map(({ law, breaches }) => `${law}: ${breaches[0]?.what}`);

    expect(incidents.length).toBeGreaterThan(INCIDENTS / 4);
    // Otherwise nothing of what this is about has happened.
    expect(place.meter.added.length).toBeGreaterThan(0);
    expect(incidents.some(({ attempt }) => attempt > 1)).toBe(true);
    expect(lost).toEqual([]);
    expect(new Set(pager.told.map(({ incident }) => incident.id))).toEqual(new Set(handed));
    expect(broken).toEqual([]);
  });
});
