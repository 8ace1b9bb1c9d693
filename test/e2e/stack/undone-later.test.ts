import { describe, expect, it } from 'vitest';
import { goLive, liveVersion } from '../../../bench/safety/release.ts';
import { undoneLater } from '../../../bench/safety/scenarios/undone-later.ts';
import { tamper } from '../../../bench/safety/tamper.ts';
import { endsWell } from '../../support/as-new.ts';
import { ownStack } from '../../support/own-stack.ts';
import { plays, stageOf } from '../../support/playing.ts';

const outputs = ownStack();

describe('what was done and told', () => {
  it('can be taken back by a person, and cannot be told otherwise afterwards', async () => {
    const stage = await stageOf(outputs);
    const usual = await liveVersion(stage);
    const { incidentId } = await plays(outputs, undoneLater);

    const lacks = incidentId === undefined ? ['no incident'] : await tamper(stage, incidentId);

    expect(lacks).toEqual([]);
    // It was told with a release of its own.
    await goLive(stage, usual);
    await endsWell(outputs);
  });
});
