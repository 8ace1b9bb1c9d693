import { describe } from 'vitest';
import { inMemoryLogs } from '../support/fakes/logs.ts';
import { logsContract } from './logs.ts';

describe('logs in memory', () =>
  logsContract(() => {
    const logs = inMemoryLogs();
    return {
      logs,
      write: async (lines) => {
        logs.write('a-function', ...lines);
        return 'a-function';
      },
    };
  }));
