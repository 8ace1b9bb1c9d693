import { describe } from 'vitest';
import { recordingPager } from '../support/fakes/pager.ts';
import { pagerContract } from './pager.ts';

describe('recording pager', () =>
  pagerContract(() => {
    const pager = recordingPager();
    return {
      pager,
      told: async () =>
        pager.told.map(({ incident, reason, summary }) => ({ incidentId: incident.id, reason, summary })),
    };
  }));
