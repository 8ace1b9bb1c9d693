import type { IncidentId } from '../../../functions/core/domain/incident.ts';
import type { Investigation } from '../../../functions/core/domain/investigation.ts';
import type { Investigations } from '../../../functions/core/ports/investigations.ts';

/** What models said, in memory. */
export const inMemoryInvestigations = (): Investigations => {
  const kept: Investigation[] = [];
  return {
    keep: async (investigation) => void kept.push(investigation),
    of: async (id: IncidentId) =>
      kept.filter(({ incidentId }) => incidentId === id).toSorted((a, b) => (a.at < b.at ? 1 : -1)),
  };
};
