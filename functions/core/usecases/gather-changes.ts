import type { Change } from '../domain/engine/changes.ts';
import { SelfrightError } from '../domain/errors.ts';
import type { Policy } from '../domain/policy.ts';
import { asChange } from '../domain/reported-change.ts';
import { instant } from '../domain/time.ts';
import type { ChangeSource, ReportedChanges } from '../ports/changes.ts';
import { noDeadline, type Within } from './within-deadline.ts';

export interface GatherChangesDeps {
  readonly changes: Pick<ReportedChanges, 'between'>;
  readonly changeSources: readonly ChangeSource[];
}

export interface Gathered {
  readonly changes: readonly Change[];
  /** Who could not be asked, and why. */
  readonly missing: readonly string[];
}

/** Changes that are kept with a diagnosis. */
const MOST = 50;

/** What was changed in a stretch of time, by whoever knows: reporters, and the systems themselves. */
export const makeGatherChanges =
  ({ changes, changeSources }: GatherChangesDeps, within: Within = noDeadline) =>
  async (services: readonly string[], policy: Policy, from: Date, to: Date): Promise<Gathered> => {
    const ask = async (name: string, work: () => Promise<readonly Change[]>): Promise<Gathered> => {
      try {
        return { changes: await within(work), missing: [] };
      } catch (error) {
        if (!(error instanceof SelfrightError)) throw error;
        return { changes: [], missing: [`${name}: ${error.message}`] };
      }
    };
    const reported = async () => (await changes.between(instant(from), instant(to))).map(asChange);
    const observed = changeSources.flatMap((source) =>
      services.flatMap((service) => {
        const facts = policy.services[service];
        return facts === undefined
          ? []
          : [ask(`changes of ${service} at ${source.name}`, () => source.changesOf(service, facts, from, to))];
      }),
    );
    const answers = await Promise.all([ask('reported changes', reported), ...observed]);
    return {
      changes: answers
        .flatMap((answer) => answer.changes)
        .toSorted((a, b) => b.at - a.at)
        .slice(0, MOST),
      missing: answers.flatMap(({ missing }) => missing),
    };
  };
