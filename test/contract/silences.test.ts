import { describe } from 'vitest';
import { fixedClock } from '../support/fakes/clock.ts';
import { inMemorySilences } from '../support/fakes/silences.ts';
import { silencesContract } from './silences.ts';

describe('silences in memory', () =>
  silencesContract(() => {
    const clock = fixedClock();
    const silences = inMemorySilences(clock);
    return { silences, silenced: silences.silenced, now: clock, pass: clock.advance };
  }));
