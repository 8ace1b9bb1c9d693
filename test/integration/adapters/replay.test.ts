import { afterEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../cli/run.ts';
import { noPaint } from '../../../cli/text.ts';
import { dynamoIncidentStore } from '../../../functions/adapters/dynamodb/incident-store.ts';
import { dynamoPolicySource, installPolicy } from '../../../functions/adapters/dynamodb/policy-source.ts';
import type { Runbook } from '../../../functions/core/domain/runbook.ts';
import { RUNBOOKS } from '../../../functions/core/runbooks/index.ts';
import { makeDiagnoseIncident } from '../../../functions/core/usecases/diagnose-incident.ts';
import { aPolicy, aVerification } from '../../support/builders.ts';
import { emulated } from '../../support/emulated.ts';
import { scratchTable } from '../../support/scratch-table.ts';
import { aStage, commit, hurtDatabase, moved, opened } from '../../unit/core/usecases/stage.ts';

let drop: (() => Promise<void>) | undefined;

afterEach(() => drop?.());

/** The runbook that explains the database's trouble, under a name that today nobody knows. */
const FORMER: readonly Runbook[] = RUNBOOKS.map((runbook) =>
  runbook.fault === 'database-timeout' ? { ...runbook, fault: 'former-timeout' } : runbook,
);

/** Diagnoses an incident into a table of its own, and answers how to replay it there. */
const recorded = async (runbooks: readonly Runbook[], end: 'verified' | 'ineffective') => {
  const table = await scratchTable();
  drop = table.drop;
  await installPolicy(table, aPolicy());
  const world = hurtDatabase(aStage());
  const store = dynamoIncidentStore({ table, clock: world.clock, digest: world.digest });
  const stage = { ...world, incidents: store, store, policies: dynamoPolicySource(table), runbooks };
  const { id } = await opened(stage);
  const outcome = await makeDiagnoseIncident(stage)(id, 1);
  const diagnosed = await store.read(id);
  if (diagnosed === undefined || outcome !== 'explained') throw new Error(`the diagnosis of this test is ${outcome}`);
  await commit(stage, await moved(stage, diagnosed, 'mitigating', 'verifying'), {
    verification: aVerification({ outcome: end, at: '2099-01-01T00:00:00.000Z' }),
  });
  const replay = async (...args: readonly string[]) => {
    const out: string[] = [];
    const { endpoint: endpointUrl } = emulated();
    const code = await runCommandLine(['replay', ...args], {
      stack: () => ({ apiUrl: endpointUrl, endpointUrl, tableName: table.name, tokenFor: (role) => role }),
      write: (line) => void out.push(line),
      complain: (line) => void out.push(line),
      paint: noPaint,
    });
    return { code, out: out.join('\n') };
  };
  return { id, replay };
};

describe('replay', () => {
  it('exits 0 as long as the same is made of what was recorded', async () => {
    const { id, replay } = await recorded(RUNBOOKS, 'verified');

    const [all, one] = [await replay('--all'), await replay(id)];

    expect([all.code, one.code]).toEqual([0, 0]);
    expect(all.out).toContain('verified: the same');
    expect(all.out).toContain('1 incidents with 1 diagnoses replayed; 0 of them');
  });

  it('exits 1 when a diagnosis that was verified would be another now, and says which', async () => {
    const { id, replay } = await recorded(FORMER, 'verified');

    const { code, out } = await replay('--all');

    expect(code).toBe(1);
    expect(out).toContain(id);
    expect(out).toContain('cause: former-timeout at checkout/database, now inconclusive');
    expect(out).toContain('1 of them with a verified diagnosis that would be another now');
  });

  it('exits 0 when what would be another now had not been verified', async () => {
    const { replay } = await recorded(FORMER, 'ineffective');

    const { code, out } = await replay('--all');

    expect(code).toBe(0);
    expect(out).toContain('another cause');
  });
});
