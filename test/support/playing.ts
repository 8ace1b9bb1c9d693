import { expect } from 'vitest';
import { type Played, play } from '../../bench/safety/play.ts';
import type { Scenario } from '../../bench/safety/scenario.ts';
import { plainStage } from '../../bench/safety/stage.ts';
import { readOutputs } from '../../localstack/outputs.ts';
import type { TestOutputs } from './outputs.ts';
import { proves } from './scenario.ts';

/** The stack of a test as a stage for the scenarios of `npm run bench:safety`. */
export const stageOf = async ({ home }: TestOutputs) => plainStage(home, readOutputs(home));

/** Plays one of them: nothing is lacking, nothing was called a fix that was none, and every law holds afterwards. */
export const plays = async (outputs: TestOutputs, scenario: Scenario): Promise<Played> => {
  const played = await play(scenario, await stageOf(outputs), { forgotten: false });
  expect(played.lacks, played.story.join('\n')).toEqual([]);
  expect(played.falseFixes).toBe(0);
  await proves(outputs);
  return played;
};
