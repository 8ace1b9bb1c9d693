import type { Call } from '../domain/engine/telemetry.ts';
import { SelfrightError } from '../domain/errors.ts';
import type { Policy } from '../domain/policy.ts';
import { graphQuery } from '../domain/series-plan.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { Within } from './within-deadline.ts';

/** Edges that are taken: more than this is no neighbourhood. */
const MOST = 500;

/** Who called whom, as traces show it; where nothing traces, nobody. Without an answer the policy's topology stands alone. */
export const makeReadGraph =
  (metrics: Metrics, within: Within) =>
  async (
    policy: Policy,
    now: Date,
  ): Promise<{ readonly calls: readonly Call[]; readonly missing?: string | undefined }> => {
    try {
      const edges = await within(() => metrics.at(graphQuery(policy), now));
      const calls = edges
        .slice(0, MOST)
        .flatMap(({ labels: { client = '', server = '' } }): readonly Call[] =>
          client === '' || server === '' || client === server ? [] : [[client, server]],
        );
      return { calls };
    } catch (error) {
      if (!(error instanceof SelfrightError)) throw error;
      return { calls: [], missing: error.message };
    }
  };
