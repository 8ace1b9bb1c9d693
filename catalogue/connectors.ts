import { httpActionRunner } from '../functions/adapters/http/connector.ts';
import { lambdaActionRunner } from '../functions/adapters/lambda/connector.ts';
import { eventSourceRunner } from '../functions/adapters/lambda/switch-mapping.ts';
import { postgresActionRunner } from '../functions/adapters/postgres/connector.ts';
import { queueRunner } from '../functions/adapters/sqs/move-messages.ts';
import { documentRunner } from '../functions/adapters/ssm/run-document.ts';
import { parameterRunner } from '../functions/adapters/ssm/set-parameter.ts';
import { callOf } from '../functions/core/domain/operation.ts';
import type { Runbook } from '../functions/core/domain/runbook.ts';

const keyOf = () => Promise.reject(new Error('nothing is asked here'));
const noClient = (): never => {
  throw new Error('nothing is asked here');
};

/** Every connector that there is. */
const CONNECTORS = new Set(
  [
    postgresActionRunner(keyOf),
    lambdaActionRunner(noClient),
    eventSourceRunner(noClient),
    httpActionRunner({ keyOf, clock: () => new Date(0) }),
    parameterRunner(noClient),
    queueRunner(noClient),
    documentRunner(noClient, () => Promise.resolve()),
  ].map(({ connector }) => connector),
);

/** Steps, and their inverses, that no connector carries out. */
export const stepsWithoutConnector = ({ ladder }: Runbook): readonly string[] =>
  ladder
    .flatMap(({ steps }) => steps)
    .flatMap(({ id, operation, ending }) => [
      { id, operation },
      ...(ending.kind === 'inverse' ? [{ id: `${id} (its inverse)`, operation: ending.operation }] : []),
    ])
    .filter(({ operation }) => !CONNECTORS.has(callOf(operation, {}).connector))
    .map(({ id, operation }) => `${id}: ${operation}`);
