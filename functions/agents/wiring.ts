import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import { dynamoAgentTasks } from '../adapters/dynamodb/agent-tasks.ts';
import { dynamoPolicySource } from '../adapters/dynamodb/policy-source.ts';
import { dynamoPushConfigs } from '../adapters/dynamodb/push-configs.ts';
import { dynamoDbClient } from '../runtime/clients.ts';
import { systemClock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { makeCoordinator } from './coordinator.ts';
import { diagnosticAgent } from './diagnostic-agent.ts';
import { makeA2aEndpoint } from './endpoint.ts';
import { Env } from './env.ts';
import { makePeers } from './peer.ts';
import { resolutionAgent } from './resolution-agent.ts';

const env = readConfig(Env);
const table = { client: dynamoDbClient(), name: env.TABLE_NAME };
const policies = dynamoPolicySource(table);

export const logger = makeLogger('agents');

export const endpoint = makeA2aEndpoint({
  apiUrl: env.API_URL,
  agents: {
    'diagnostic-agent': diagnosticAgent,
    'resolution-agent': resolutionAgent,
    coordinator: makeCoordinator(makePeers(randomUUID)),
  },
  tasks: dynamoAgentTasks(table),
  pushConfigs: dynamoPushConfigs(table),
  pushAllowed: async () => (await policies.current()).integrations.peers?.allow ?? [],
  clock: systemClock,
  newId: randomUUID,
  pause: () => rest(1_000),
});
