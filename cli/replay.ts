import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readWholeRecord } from '../functions/adapters/dynamodb/whole-table.ts';
import type { IncidentId } from '../functions/core/domain/incident.ts';
import { type Difference, type Replayed, replayIncident } from '../functions/core/domain/replay.ts';
import { RUNBOOKS } from '../functions/core/runbooks/index.ts';
import { clientSettings } from './aws.ts';
import { CommandFailed, EXIT } from './exit.ts';
import type { Stack } from './stack.ts';
import { type Paint, plain } from './text.ts';

export interface ReplayedIncident extends Replayed {
  readonly id: IncidentId;
  readonly title: string;
}

/** Replays one incident of the record, or all that were diagnosed. The policy is the one that is installed now. */
export const replayStack = async (
  { tableName, endpointUrl }: Stack,
  id: string | undefined,
): Promise<readonly ReplayedIncident[]> => {
  if (tableName === undefined) {
    throw new CommandFailed(EXIT.usage, 'replay reads the table itself', 'set SELFRIGHT_TABLE_NAME as well');
  }
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(clientSettings(endpointUrl)));
  try {
    const { incidents, policy } = await readWholeRecord(table, tableName);
    if (policy === undefined) throw new CommandFailed(EXIT.negative, 'no policy is installed to replay with');
    const chosen = incidents.filter(({ incident, diagnoses }) =>
      id === undefined ? diagnoses.length > 0 : incident.id === id,
    );
    if (id !== undefined && chosen.length === 0) throw new CommandFailed(EXIT.negative, `there is no incident ${id}`);
    return chosen.map((whole) => ({
      id: whole.incident.id,
      title: whole.incident.title,
      ...replayIncident(whole, RUNBOOKS, policy),
    }));
  } finally {
    table.destroy();
  }
};

/** Whether a diagnosis that led to a measured recovery would come out otherwise now. */
export const breaksVerified = ({ diagnoses }: Replayed): boolean =>
  diagnoses.some(({ verified, changed }) => verified && changed);

const differenceLine = ({ what, was, now }: Difference): string => plain(`      ${what}: ${was}, now ${now}`);

const diagnosisLines = (
  { at, verified, changed, differences, unheld }: Replayed['diagnoses'][number],
  paint: Paint,
): readonly string[] => {
  const verdict =
    differences.length === 0
      ? 'the same'
      : changed
        ? paint(verified ? 'red' : 'yellow', 'another cause')
        : 'the same cause';
  return [
    `    diagnosis of ${at}${verified ? ', verified' : ''}: ${verdict}`,
    ...differences.map(differenceLine),
    ...unheld.map((what) => paint('dim', plain(`      ${what}`))),
  ];
};

const planLines = ({ madeAt, differences }: Replayed['plans'][number]): readonly string[] =>
  differences.length === 0 ? [] : [`    plan of ${madeAt} would differ`, ...differences.map(differenceLine)];

/** Each incident with what would be different now, and the sum of it. */
export const replayLines = (replayed: readonly ReplayedIncident[], paint: Paint): readonly string[] => {
  const broken = replayed.filter(breaksVerified).length;
  const diagnoses = replayed.reduce((sum, one) => sum + one.diagnoses.length, 0);
  return [
    ...replayed.flatMap((one) => [
      plain(`  ${one.id}  ${one.title}`),
      ...one.diagnoses.flatMap((diagnosis) => diagnosisLines(diagnosis, paint)),
      ...one.plans.flatMap(planLines),
    ]),
    `${replayed.length} incidents with ${diagnoses} diagnoses replayed; ${broken} of them with a verified diagnosis that would be another now`,
  ];
};
