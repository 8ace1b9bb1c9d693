import { describe } from 'vitest';
import { inMemoryPushConfigs } from '../support/fakes/push-configs.ts';
import { pushConfigsContract } from './push-configs.ts';

describe('addresses of peers in memory', () => pushConfigsContract(async () => inMemoryPushConfigs()));
