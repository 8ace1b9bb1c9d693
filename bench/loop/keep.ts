import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CHECKOUT } from '../../localstack/home.ts';
import { CASES } from './cases.ts';
import { RecordedEvidence } from './evidence.ts';
import type { Options } from './options.ts';
import { pictureOf } from './picture.ts';
import type { Run } from './report.ts';

const RESULTS = join(CHECKOUT, 'bench', 'results');
const PICTURE = join(CHECKOUT, 'docs', 'images', 'loop.svg');
/** What was observed while each fault went on; `npm run runbook -- check` weighs it anew. */
export const EVIDENCE = join(RESULTS, 'evidence.json');

/** As much of an earlier session as the picture needs; the rest is kept as it is. */
const KeptRun = z.looseObject({
  name: z.string(),
  expected: z.string(),
  asExpected: z.boolean(),
  legs: z.array(z.object({ name: z.string(), seconds: z.number() })),
});
const Kept = z.object({ sessions: z.array(z.looseObject({ runs: z.array(KeptRun) })) });

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const writeJson = (file: string, value: unknown): void => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

/**
 * Runs of everything, or beside it, are the result that is worth keeping; others lie beside it. A session is kept anew
 * after each of its runs, so that one that is ended early has not been for nothing. Answers the file.
 */
export const makeKeepSession = (options: Options) => {
  const isPart = options.fault.length < CASES.length && !options.append;
  const file = join(RESULTS, `loop-${isPart ? 'part-' : ''}${options.profile}.json`);
  const earlier = options.append && existsSync(file) ? Kept.parse(readJson(file)).sessions : [];

  return (session: { readonly runs: readonly Run[] }): string => {
    mkdirSync(RESULTS, { recursive: true });
    writeJson(file, { sessions: [...earlier, session] });
    if (!isPart && options.profile === 'quick') {
      writeFileSync(PICTURE, pictureOf([...earlier.flatMap(({ runs }) => runs), ...session.runs]));
    }
    return file;
  };
};

/** What was observed of each fault that was recorded; none where none was. */
export const recordedEvidence = (): readonly RecordedEvidence[] =>
  existsSync(EVIDENCE) ? z.array(RecordedEvidence).parse(readJson(EVIDENCE)) : [];

/** Keeps what was observed of these faults, instead of what was known of them before. */
export const keepEvidence = (fresh: readonly RecordedEvidence[]): void => {
  mkdirSync(RESULTS, { recursive: true });
  const older = recordedEvidence().filter(({ fault }) => !fresh.some((one) => one.fault === fault));
  const all = [...older, ...fresh].toSorted((a, b) => a.fault.localeCompare(b.fault));
  writeFileSync(EVIDENCE, `[\n${all.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`);
};
