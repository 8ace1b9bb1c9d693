import type { IncidentId } from '../domain/incident.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Timers } from '../ports/timers.ts';
import type { AwaitCalm, Awaited } from './await-calm.ts';

export interface DiagnoseWhenCalmDeps {
  readonly store: Pick<IncidentStore, 'read' | 'readWhole'>;
  readonly awaitCalm: AwaitCalm;
  readonly timers: Timers;
  readonly diagnose: (id: IncidentId, attempt: number) => Promise<'explained' | 'inconclusive' | 'superseded'>;
}

export type DiagnosedWhenCalm =
  | Exclude<Awaited, { outcome: 'settled' }>
  | { readonly outcome: 'explained' | 'inconclusive' };

/**
 * Diagnoses, and afterwards looks whether there is still something to right: what resolved by itself, or flaps, is
 * waited for until it is calm, with the first diagnosis kept. What a cause does not explain is to leave soon after.
 */
export const makeDiagnoseWhenCalm =
  ({ store, awaitCalm, timers, diagnose }: DiagnoseWhenCalmDeps) =>
  async (id: IncidentId, attempt: number): Promise<DiagnosedWhenCalm> => {
    const known = ((await store.readWhole(id))?.diagnoses.length ?? 0) > 0;
    if (known) {
      const before = await awaitCalm(id, attempt);
      if (before.outcome !== 'settled') return before;
    }
    const outcome = await diagnose(id, attempt);
    if (outcome === 'superseded') return { outcome };
    const after = await awaitCalm(id, attempt);
    if (after.outcome !== 'settled') return after;
    const tookIn = (await store.read(id))?.swallowed ?? 0;
    if (outcome === 'explained' && tookIn > 0) await timers.after(0, { kind: 'split_due', incidentId: id });
    return { outcome };
  };
