import type { RecordedEvidence } from '../bench/loop/evidence.ts';
import type { Runbook } from '../functions/core/domain/runbook.ts';
import { type Candidate, conclude } from '../functions/core/domain/weigh.ts';

/** Which cause was found while a fault went on: `inconclusive` when none was sure enough. */
export interface Told {
  readonly injected: string;
  readonly found: string;
  readonly confidence: number;
}

/** What was recorded, as candidates for the signatures of today. */
export const candidatesOf = (runbooks: readonly Runbook[], { candidates }: RecordedEvidence): readonly Candidate[] =>
  candidates.flatMap(({ fault, service, dependency, values }) => {
    const runbook = runbooks.find((one) => one.fault === fault);
    if (runbook === undefined) return [];
    const observed = runbook.signature.map((clue) => {
      const value = values[clue.id];
      const asked = { source: clue.measure.source, query: '', at: '' };
      return {
        clue,
        evidence: value === null || value === undefined ? { ...asked, missing: 'not recorded' } : { ...asked, value },
      };
    });
    return [{ runbook, scope: { service, dependency }, observed }];
  });

/** Weighs recorded evidence anew with the signatures as they are now. */
export const toldApart = (
  runbooks: readonly Runbook[],
  recorded: readonly RecordedEvidence[],
  threshold: number,
): readonly Told[] =>
  recorded.map((one) => {
    const diagnosis = conclude(candidatesOf(runbooks, one), threshold, '');
    const found = diagnosis.outcome === 'explained' ? diagnosis.best.fault : 'inconclusive';
    return { injected: one.fault, found, confidence: diagnosis.hypotheses[0]?.confidence ?? 0 };
  });

/** A row for each fault that was injected, a column for each that was found. */
export const matrixLines = (told: readonly Told[]): readonly string[] => {
  const rows = [...new Set(told.map(({ injected }) => injected))].toSorted();
  const columns = [...new Set([...rows, ...told.map(({ found }) => found)])];
  const count = (row: string, column: string): string => {
    const times = told.filter(({ injected, found }) => injected === row && found === column).length;
    return times === 0 ? '.' : String(times);
  };
  const width = Math.max(...rows.map((row) => row.length), 'injected'.length);
  const head = `${'injected'.padEnd(width)}  ${columns.map((_, i) => String.fromCharCode(97 + i)).join('  ')}`;
  return [
    head,
    ...rows.map((row) => `${row.padEnd(width)}  ${columns.map((column) => count(row, column)).join('  ')}`),
    '',
    ...columns.map((column, i) => `${String.fromCharCode(97 + i)}: found ${column}`),
  ];
};
