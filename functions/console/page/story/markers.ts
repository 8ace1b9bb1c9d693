import type { Marker } from '../chart.ts';
import type { IncidentView } from '../shapes.ts';

const seconds = (at: string): number => Date.parse(at) / 1000;

/** The moments that a reader looks for in a chart; the onset only where the values begin before it. */
export const markersOf = (
  { diagnosis, actions, verification }: IncidentView,
  windowFrom?: number,
): readonly Marker[] => {
  const onset = diagnosis?.examination?.onset;
  const began = onset && windowFrom !== undefined ? seconds(onset.by) : windowFrom;
  return [
    ...(began === undefined ? [] : [{ at: began, name: onset ? 'onset' : 'looked at from', kind: 'onset' } as const]),
    ...actions.map(({ startedAt, step, undoes }) => ({
      ...{ at: seconds(startedAt), name: undoes === undefined ? step : `undoing ${step}`, kind: 'action' as const },
    })),
    ...(verification ? [{ at: seconds(verification.at), name: verification.outcome, kind: 'verified' } as const] : []),
  ];
};
