import { describe } from 'vitest';
import { anIdleSession } from '../support/builders.ts';
import { inMemorySessions } from '../support/fakes/sessions.ts';
import { sessionsContract } from './sessions.ts';

describe('sessions in memory', () =>
  sessionsContract(() => {
    const sessions = inMemorySessions({ database: [] });
    let pid = 100;
    return {
      sessions,
      connection: 'database',
      leaveIdle: async (applicationName) => {
        pid += 1;
        sessions.databases.get('database')?.push(anIdleSession({ pid, applicationName }));
        return pid;
      },
      leaveAtRest: async () => pid,
    };
  }));
