import type { RunbookList } from '../core/contracts/runbooks.ts';
import type { Runbook } from '../core/domain/runbook.ts';
import { recordOf } from '../core/domain/tally/runbook-record.ts';
import type { Tallies } from '../core/ports/tallies.ts';
import { json } from '../runtime/http.ts';
import type { Route } from './router.ts';

type Listed = Omit<RunbookList['runbooks'][number], 'record'>;

const declared = ({ fault, cause, ladder, recoveredWhen }: Runbook): Listed => ({
  fault,
  cause,
  ladder: ladder.map(({ says, steps }) => ({
    says,
    steps: steps.map((step) => ({ says: step.says, risk: step.risk, ending: step.ending.kind })),
  })),
  recoveredWhen: recoveredWhen.map(({ says }) => says),
});

/** Which answers there are, and how each did so far. */
export const runbookRoutes = (runbooks: readonly Runbook[], tallies: Pick<Tallies, 'totals'>): readonly Route[] => [
  {
    method: 'GET',
    path: '/runbooks',
    role: 'viewer',
    answer: async () => {
      const totals = await tallies.totals();
      const list: RunbookList = {
        runbooks: runbooks.map((runbook) => ({ ...declared(runbook), record: recordOf(totals, runbook.fault) })),
      };
      return json(200, list);
    },
  },
];
