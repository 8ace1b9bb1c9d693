import { afterEach, describe } from 'vitest';
import { dynamoBrakes } from '../../../functions/adapters/dynamodb/brakes.ts';
import { dynamoReportedChanges } from '../../../functions/adapters/dynamodb/changes.ts';
import { dynamoGate } from '../../../functions/adapters/dynamodb/gate.ts';
import { dynamoGrants } from '../../../functions/adapters/dynamodb/grants.ts';
import { dynamoIncidentStore } from '../../../functions/adapters/dynamodb/incident-store.ts';
import { dynamoPolicySource, installPolicy } from '../../../functions/adapters/dynamodb/policy-source.ts';
import { dynamoReceiptStore } from '../../../functions/adapters/dynamodb/receipt-store.ts';
import { dynamoTargetLocks } from '../../../functions/adapters/dynamodb/target-locks.ts';
import { dynamoTaskTokens } from '../../../functions/adapters/dynamodb/task-tokens.ts';
import { dynamoTries } from '../../../functions/adapters/dynamodb/tries.ts';
import { dynamoHeldAlerts, dynamoWindows } from '../../../functions/adapters/dynamodb/windows.ts';
import type { Policy } from '../../../functions/core/domain/policy.ts';
import { brakesContract } from '../../contract/brakes.ts';
import { gateContract } from '../../contract/gate.ts';
import { gateCountingContract } from '../../contract/gate-counting.ts';
import { gateGrantingContract, grantsContract } from '../../contract/grants.ts';
import { incidentStoreContract } from '../../contract/incident-store.ts';
import { policySourceContract } from '../../contract/policy-source.ts';
import { receiptStoreContract } from '../../contract/receipt-store.ts';
import { reportedChangesContract } from '../../contract/reported-changes.ts';
import { targetLocksContract } from '../../contract/target-locks.ts';
import { taskTokensContract } from '../../contract/task-tokens.ts';
import { heldAlertsContract, windowsContract } from '../../contract/windows.ts';
import { fixedClock } from '../../support/fakes/clock.ts';
import { testDigest } from '../../support/fakes/digest.ts';
import { scratchTable } from '../../support/scratch-table.ts';

const drops: (() => Promise<void>)[] = [];

const writing = async () => {
  const table = await scratchTable();
  drops.push(table.drop);
  return { table, clock: fixedClock(), digest: testDigest };
};

afterEach(async () => {
  await Promise.all(drops.splice(0).map((drop) => drop()));
});

describe('incident store in the table', () =>
  incidentStoreContract(async () => {
    const deps = await writing();
    return { store: dynamoIncidentStore(deps), ...deps };
  }));

describe('gate in the table', () =>
  gateContract(async () => {
    const deps = await writing();
    return {
      gate: dynamoGate(deps),
      store: dynamoIncidentStore(deps),
      brakes: dynamoBrakes(deps.table),
      install: (policy: Policy) => installPolicy(deps.table, policy),
    };
  }));

describe('gate in the table, counting', () =>
  gateCountingContract(async () => {
    const deps = await writing();
    return {
      gate: dynamoGate(deps),
      store: dynamoIncidentStore(deps),
      tries: dynamoTries(deps.table, testDigest),
      install: (policy: Policy) => installPolicy(deps.table, policy),
      clock: deps.clock,
    };
  }));

describe('target locks in the table', () =>
  targetLocksContract(async () => {
    const deps = await writing();
    return {
      gate: dynamoGate(deps),
      store: dynamoIncidentStore(deps),
      locks: dynamoTargetLocks(deps),
      install: (policy: Policy) => installPolicy(deps.table, policy),
    };
  }));

describe('grants in the table', () => grantsContract(async () => dynamoGrants((await writing()).table)));

describe('gate in the table, by grants', () =>
  gateGrantingContract(async () => {
    const deps = await writing();
    return {
      gate: dynamoGate(deps),
      store: dynamoIncidentStore(deps),
      grants: dynamoGrants(deps.table),
      install: (policy: Policy) => installPolicy(deps.table, policy),
    };
  }));

describe('receipt store in the table', () =>
  receiptStoreContract(async () => dynamoReceiptStore((await writing()).table)));

describe('brakes in the table', () => brakesContract(async () => dynamoBrakes((await writing()).table)));

describe('task tokens in the table', () =>
  taskTokensContract(async () => {
    const { table, clock } = await writing();
    return dynamoTaskTokens(table, clock);
  }));

describe('reported changes in the table', () =>
  reportedChangesContract(async () => dynamoReportedChanges((await writing()).table)));

describe('windows in the table', () => windowsContract(async () => dynamoWindows((await writing()).table)));

describe('held alerts in the table', () =>
  heldAlertsContract(async () => dynamoHeldAlerts((await writing()).table, testDigest)));

describe('policy source in the table', () =>
  policySourceContract(async () => {
    const { table } = await writing();
    return {
      source: dynamoPolicySource(table),
      install: (policy: Policy) => installPolicy(table, policy),
    };
  }));
