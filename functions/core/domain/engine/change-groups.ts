import type { JudgedChange } from './changes.ts';

/** Changes of one kind at one service that one system tells of, and of which the same is thought: mostly one deployment. */
export interface ChangeGroup {
  readonly kind: JudgedChange['change']['kind'];
  readonly service: string;
  readonly source: string;
  readonly suspect: boolean;
  /** The newest first; never empty. */
  readonly changes: readonly [JudgedChange, ...JudgedChange[]];
}

/** What follows within this time belongs to the same deployment. Seconds. */
const CLOSE = 60;

/** In runs of which each is close to the one before; the newest first. */
const runsOf = (newestFirst: readonly JudgedChange[]): readonly (readonly JudgedChange[])[] => {
  const runs: JudgedChange[][] = [];
  for (const one of newestFirst) {
    const run = runs.at(-1);
    const later = run?.at(-1);
    if (run !== undefined && later !== undefined && later.change.at - one.change.at <= CLOSE) run.push(one);
    else runs.push([one]);
  }
  return runs;
};

/** A deployment is told as one, however many resources it touched. The suspects first, then the newest. */
export const groupChanges = (judged: readonly JudgedChange[]): readonly ChangeGroup[] => {
  const together = Map.groupBy(judged, ({ change: { kind, service, source }, suspect }) =>
    JSON.stringify([suspect, kind, service, source]),
  );
  return [...together.values()]
    .flatMap((members) => runsOf(members.toSorted((a, b) => b.change.at - a.change.at)))
    .flatMap(([newest, ...older]): readonly ChangeGroup[] => {
      if (newest === undefined) return [];
      const { kind, service, source } = newest.change;
      return [{ kind, service, source, suspect: newest.suspect, changes: [newest, ...older] }];
    })
    .toSorted((a, b) => Number(b.suspect) - Number(a.suspect) || b.changes[0].change.at - a.changes[0].change.at);
};
