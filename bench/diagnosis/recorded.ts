import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CHECKOUT } from '../../localstack/home.ts';
import { RecordedEvidence } from '../loop/evidence.ts';
import { recordedEvidence } from '../loop/keep.ts';

const SHIPPED = join(CHECKOUT, 'bench', 'diagnosis', 'recorded-faults.json');

/** Faults of which runs of the shop recorded what both witnesses saw. */
export const shippedFaults = (): readonly RecordedEvidence[] =>
  z.array(RecordedEvidence).parse(JSON.parse(readFileSync(SHIPPED, 'utf8')));

/** What `npm run bench:loop` recorded last of both witnesses; where that is of fewer than two faults, what comes with the project. */
export const recordedFaults = (): readonly RecordedEvidence[] => {
  const fresh = recordedEvidence().filter(({ engine }) => engine !== undefined);
  return fresh.length > 1 ? fresh : shippedFaults();
};
