import { describe } from 'vitest';
import { inMemoryAgentCalls } from '../support/fakes/agent-calls.ts';
import { agentCallsContract } from './agent-calls.ts';

describe('calls by agents in memory', () => agentCallsContract(async () => inMemoryAgentCalls()));
