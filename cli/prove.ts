import { setTimeout as rest } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { sha256 } from '../functions/adapters/crypto/digest.ts';
import { readWholeRecord } from '../functions/adapters/dynamodb/whole-table.ts';
import { type Judged, judgeRecord } from '../functions/core/domain/laws.ts';
import { instant } from '../functions/core/domain/time.ts';
import { clientSettings } from './aws.ts';
import { executionsOf } from './executions.ts';
import { CommandFailed, EXIT } from './exit.ts';
import type { Stack } from './stack.ts';
import { type Paint, plain } from './text.ts';

/** A scan is not one moment: what is written meanwhile may look torn, so a breach counts only if it stays. */
const LOOKS = 3;
const BETWEEN_LOOKS_MS = 1500;

/** Reads the whole table and holds every law against it. */
export const proveStack = async ({ tableName, stateMachineArn, endpointUrl }: Stack): Promise<readonly Judged[]> => {
  if (tableName === undefined || stateMachineArn === undefined) {
    throw new CommandFailed(
      EXIT.usage,
      'prove reads the table and the executions themselves',
      'set SELFRIGHT_TABLE_NAME and SELFRIGHT_STATE_MACHINE_ARN as well',
    );
  }
  const settings = clientSettings(endpointUrl);
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  const machine = new SFNClient(settings);
  const look = async (): Promise<readonly Judged[]> => {
    const record = await readWholeRecord(table, tableName);
    const incidents = record.incidents.map(({ incident }) => incident);
    const executions = await executionsOf(machine, stateMachineArn, incidents);
    return judgeRecord({ record, executions, now: instant(new Date()), digest: sha256 });
  };
  try {
    let judged = await look();
    for (let looks = 1; looks < LOOKS && judged.some(({ breaches }) => breaches.length > 0); looks += 1) {
      await rest(BETWEEN_LOOKS_MS);
      judged = await look();
    }
    return judged;
  } finally {
    table.destroy();
    machine.destroy();
  }
};

/** One line a law; a broken one with the records that break it. */
export const judgedLines = (judged: readonly Judged[], paint: Paint): readonly string[] => {
  const width = Math.max(...judged.map(({ law }) => law.length));
  return judged.flatMap(({ law, says, checked, breaches }) => {
    const line = `${law.padEnd(width)}  ${checked} checked`;
    if (breaches.length === 0) return [`${paint('green', 'ok  ')}  ${line}`];
    return [
      `${paint('red', 'BREACH')}  ${line}, ${breaches.length} broken: ${says}`,
      ...breaches.map(({ record, what }) => `        ${plain(record)}: ${plain(what)}`),
    ];
  });
};
