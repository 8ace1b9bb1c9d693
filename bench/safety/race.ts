import { CreateTableCommand, DeleteTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { sha256 } from '../../functions/adapters/crypto/digest.ts';
import { dynamoGate } from '../../functions/adapters/dynamodb/gate.ts';
import { dynamoIncidentStore } from '../../functions/adapters/dynamodb/incident-store.ts';
import { dynamoPolicySource, installPolicy } from '../../functions/adapters/dynamodb/policy-source.ts';
import type { Table } from '../../functions/adapters/dynamodb/table.ts';
import { dynamoTries } from '../../functions/adapters/dynamodb/tries.ts';
import { ulidIds } from '../../functions/adapters/ulid/ids.ts';
import { actionKey } from '../../functions/core/domain/action.ts';
import type { BoundCap } from '../../functions/core/domain/bound-cap.ts';
import type { Incident } from '../../functions/core/domain/incident.ts';
import { instant, plusSeconds } from '../../functions/core/domain/time.ts';
import type { GateAnswer } from '../../functions/core/ports/gate.ts';
import type { IncidentStore } from '../../functions/core/ports/incident-store.ts';
import { emulated } from './record.ts';
import type { Stage } from './scenario.ts';

const RACERS = 20;
const ONE_SLOT: BoundCap = { subject: 'runbook:database-timeout', perHour: 1, perDay: 1 };
const clock = (): Date => new Date();

/** A table of the race's own, laid out as the deployed one: its racers are no incidents of the stack. */
const trackFor = async (admin: DynamoDBClient, like: string): Promise<string> => {
  const { Table: layout } = await admin.send(new DescribeTableCommand({ TableName: like }));
  const TableName = `race-${Date.now()}`;
  await admin.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: layout?.AttributeDefinitions,
      KeySchema: layout?.KeySchema,
      GlobalSecondaryIndexes: layout?.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
        ...{ IndexName, KeySchema, Projection },
      })),
    }),
  );
  return TableName;
};

/** An incident with an allowed plan, right before its first step. */
const atTheGate = async (store: IncidentStore): Promise<Incident> => {
  const id = ulidIds().incident();
  const now = instant(clock());
  const opened = await store.open({
    incident: {
      ...{ id, source: 'generic', groupKey: id, title: 'a racer', severity: 'critical' },
      ...{ openedAt: now, openedFor: 'new_group' },
    },
    alerts: [],
    entries: [{ kind: 'incident.opened', actor: 'bench', reason: 'new_group', text: 'A racer.' }],
  });
  if (opened.outcome !== 'opened') throw new Error(`the racer ${id} was not opened`);
  let { incident } = opened;
  for (const to of ['diagnosing', 'mitigating'] as const) {
    const written = await store.commit(incident, { to, entries: [{ kind: 'note.added', actor: 'bench', text: to }] });
    if (written.outcome !== 'written') throw new Error(`the racer ${id} did not move to ${to}`);
    incident = written.incident;
  }
  return incident;
};

const told = (answer: GateAnswer): string => (answer.outcome === 'refused' ? answer.reason : answer.outcome);

const run = async (table: Table, policyTable: Table): Promise<readonly string[]> => {
  const writing = { table, clock, digest: sha256 };
  const policy = await dynamoPolicySource(policyTable).current();
  await installPolicy(table, policy);
  const store = dynamoIncidentStore(writing);
  const gate = dynamoGate(writing);
  const racers: Incident[] = [];
  for (let racer = 0; racer < RACERS; racer += 1) racers.push(await atTheGate(store));
  const now = instant(clock());
  const answers = await Promise.all(
    racers.map((before) =>
      gate.start({
        before,
        action: {
          key: actionKey(before.id, 1, 'step'),
          planDigest: before.id,
          step: 'step',
          target: `target of ${before.id}`,
          result: 'started',
          startedAt: now,
          leaseUntil: plusSeconds(now, 30),
        },
        services: ['checkout'],
        policyDigest: policy.digest,
        caps: [ONE_SLOT],
        entry: { kind: 'action.started', actor: 'bench', text: 'Off.' },
      }),
    ),
  );
  const counted = await dynamoTries(table, sha256).of(ONE_SLOT.subject);
  const started = answers.filter(({ outcome }) => outcome === 'started').length;
  const others = answers.map(told).filter((one) => one !== 'started' && one !== 'cap_reached');
  return [
    ...(started === 1 ? [] : [`${started} of ${RACERS} incidents took the one free slot`]),
    ...(others.length === 0
      ? []
      : [`some were told something else than that the cap is reached: ${others.join(', ')}`]),
    ...(counted.length === 1 ? [] : [`${counted.length} tries were counted, not 1`]),
  ];
};

/** Twenty incidents want the last free slot at the same moment, at the gate's own transaction; one may get it. */
export const race = async ({ outputs: { endpointUrl, tableName } }: Stage): Promise<readonly string[]> => {
  const admin = new DynamoDBClient(emulated(endpointUrl));
  const client = DynamoDBDocumentClient.from(admin, { marshallOptions: { removeUndefinedValues: true } });
  const TableName = await trackFor(admin, tableName);
  try {
    return await run({ client, name: TableName }, { client, name: tableName });
  } finally {
    await admin.send(new DeleteTableCommand({ TableName }));
    admin.destroy();
  }
};
