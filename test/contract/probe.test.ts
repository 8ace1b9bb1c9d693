import { describe } from 'vitest';
import { fixedClock } from '../support/fakes/clock.ts';
import { scriptedProbe } from '../support/fakes/probe.ts';
import { probeContract } from './probe.ts';

describe('scripted probe', () =>
  probeContract(() => {
    const probe = scriptedProbe(fixedClock());
    return {
      probe,
      serviceThat: (answers) => {
        probe.answers(
          answers === 'nothing'
            ? { ok: false, error: 'ECONNREFUSED' }
            : { ok: answers >= 200 && answers < 300, status: answers },
        );
        return 'http://127.0.0.1:8080/health';
      },
    };
  }));
