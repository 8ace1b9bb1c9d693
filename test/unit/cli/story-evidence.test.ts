import { describe, expect, it } from 'vitest';
import { tellChanges } from '../../../cli/story-changes.ts';
import { tellDiagnosis } from '../../../cli/story-diagnosis.ts';
import { tellUnseen } from '../../../cli/story-ranking.ts';
import { noPaint } from '../../../cli/text.ts';
import { viewOf } from '../../../functions/api/incident-routes.ts';
import type { JudgedChange } from '../../../functions/core/domain/engine/changes.ts';
import type { ExaminationRecord, LookedAt } from '../../../functions/core/domain/examination.ts';
import { aDiagnosis, aHypothesis } from '../../support/builders.ts';
import { lawfulFacts } from '../../support/lawful-facts.ts';

const examination = (part: Partial<ExaminationRecord>): ExaminationRecord => ({
  outcome: 'inconclusive',
  says: '',
  suspects: [],
  calls: [],
  from: 0,
  windowFrom: 600,
  to: 900,
  step: 10,
  looked: [],
  ...part,
});

const judged = (n: number, suspect: boolean, service = 'payments'): JudgedChange => ({
  change: {
    id: `change-${n}-${service}`,
    service,
    at: 500 + n,
    kind: 'infrastructure',
    summary: `CREATE_COMPLETE of Part${n}`,
    source: 'cloudformation',
  },
  suspect,
  because: [`it came ${100 - n} s before the first abnormal sample`],
});

describe('changes in the story of an incident', () => {
  it('are told as one deployment, however many resources it touched', () => {
    const changes = Array.from({ length: 20 }, (_, n) => judged(n, true));

    const lines = tellChanges(examination({ changes }), noPaint);

    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('20 changes of infrastructure at payments');
    expect(lines[1]).toContain(
      'CREATE_COMPLETE of Part19, CREATE_COMPLETE of Part18, CREATE_COMPLETE of Part17, and 17 more',
    );
  });

  it('are two deployments when more than a minute lies between them', () => {
    const [early, late] = [judged(0, true), judged(99, true)];

    expect(
      tellChanges(examination({ changes: [early, late] }), noPaint).filter((line) => /^suspect/.test(line)),
    ).toHaveLength(2);
  });

  it('put the suspects first, and count all when none is to blame', () => {
    const mixed = tellChanges(examination({ changes: [judged(9, false, 'orders'), judged(1, true)] }), noPaint);
    const innocent = tellChanges(examination({ changes: [judged(1, false), judged(2, false)] }), noPaint);

    expect(mixed[0]).toMatch(/^suspect .*payments/);
    expect(innocent[0]).toBe('No change is to blame, of 2 that are known.');
  });
});

describe('what could not be seen in the story of an incident', () => {
  const looked = (service: string, signal: string, part: Partial<LookedAt>): LookedAt => ({
    service,
    signal,
    query: 'q',
    ...part,
  });

  it('names each service once, with its signals', () => {
    const record = examination({
      looked: [
        looked('payments', 'cpu_cores', { missing: 'no data' }),
        looked('payments', 'errors_per_second', { missing: 'no data' }),
        looked('edge', 'cpu_cores', { values: [1], value: 1, normally: 1 }),
      ],
    });

    expect(tellUnseen(record, noPaint)).toEqual([
      '2 of 3 series not seen (no data): payments cpu_cores, errors_per_second',
    ]);
  });

  it('says that what came only from before, or only since, could be held against nothing', () => {
    const record = examination({ looked: [looked('payments', 'lambda_errors_per_second', {})] });

    expect(tellUnseen(record, noPaint)[0]).toContain('no samples both from before and since it began');
  });

  it('counts the services where there are many', () => {
    const record = examination({
      looked: Array.from({ length: 9 }, (_, n) => looked(`s${n}`, 'cpu_cores', { missing: 'no data' })),
    });

    expect(tellUnseen(record, noPaint)[0]).toMatch(/; and 3 more services$/);
  });

  it('says what was seen only in part', () => {
    const record = examination({
      looked: [looked('payments', 'lambda_errors_per_second', { values: [1], value: 1, partly: 'PartialData' })],
    });

    expect(tellUnseen(record, noPaint)).toEqual([
      '1 of 1 series seen only in part (PartialData): payments lambda_errors_per_second',
    ]);
  });
});

describe('what was found, in the story of an incident', () => {
  const storyOf = async (diagnosis: ReturnType<typeof aDiagnosis>) => {
    const [whole] = (await lawfulFacts()).record.incidents;
    if (whole === undefined) throw new Error('no incident');
    return tellDiagnosis(viewOf({ ...whole, diagnoses: [diagnosis] }, []), noPaint);
  };
  const suspect = { service: 'payments', signal: 'errors_per_second', confidence: 0.9, facts: [] };

  it('shows series that moved with their query, the farthest first, and the others in one line', async () => {
    const seen = (signal: string, score: number): LookedAt => ({
      service: 'payments',
      signal,
      query: `query of ${signal}`,
      values: [1],
      value: 5,
      normally: 1,
      score,
    });
    const looked = [seen('calm', 0.2), seen('far', 4), seen('farther', 9), seen('still', 0)];

    const lines = await storyOf({ ...aDiagnosis(), examination: examination({ suspects: [suspect], looked }) });

    const text = lines.join('\n');
    expect(text.indexOf('payments farther')).toBeLessThan(text.indexOf('payments far:'));
    expect(text).toContain('query of far');
    expect(text).not.toContain('query of calm');
    expect(text).toContain('Moved little, with what is normal: payments calm 5 (1); payments still 5 (1).');
  });

  it('says in one line of a cause that is as good as ruled out what speaks against it', async () => {
    const evidence = { source: 'metrics' as const, query: 'up', at: '2026-03-02T10:00:00.000Z', value: 0 };
    const weighed = [
      { clue: 'x', says: 'the disk is full', evidence, verdict: 'against' as const, limit: 'above 0.95', ratio: 0.01 },
    ];
    const ruledOut = { ...aHypothesis({ fault: 'disk-full', cause: 'its log is full' }), confidence: 0.0001, weighed };
    const diagnosis = aDiagnosis();

    const lines = await storyOf({ ...diagnosis, hypotheses: [...diagnosis.hypotheses, ruledOut] });

    expect(lines.find((line) => line.includes('its log is full'))).toContain(
      'against it: the disk is full: 0, wanted above 0.95',
    );
    expect(lines.join('\n')).not.toContain('up\n');
  });
});
