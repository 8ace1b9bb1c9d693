import { describe, expect, it } from 'vitest';
import { undoneLater } from '../../../bench/safety/scenarios/undone-later.ts';
import { tamper } from '../../../bench/safety/tamper.ts';
import { ownStack } from '../../support/own-stack.ts';
import { plays, stageOf } from '../../support/playing.ts';
import { proves } from '../../support/scenario.ts';

const outputs = ownStack();

describe('what was done and told', () => {
  it('can be taken back by a person, and cannot be told otherwise afterwards', async () => {
    const { incidentId } = await plays(outputs, undoneLater);

    const lacks = incidentId === undefined ? ['no incident'] : await tamper(await stageOf(outputs), incidentId);

    expect(lacks).toEqual([]);
    await proves(outputs);
  });
});
