import { describe, it } from 'vitest';
import { brakeInFlight } from '../../../bench/safety/scenarios/brake-in-flight.ts';
import { denied } from '../../../bench/safety/scenarios/denied.ts';
import { ownStack } from '../../support/own-stack.ts';
import { plays } from '../../support/playing.ts';

const outputs = ownStack();

describe('what people do not want', () => {
  it(denied.says, async () => {
    await plays(outputs, denied);
  });

  it(brakeInFlight.says, async () => {
    await plays(outputs, brakeInFlight);
  });
});
