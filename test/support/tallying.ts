import type { IncidentId } from '../../functions/core/domain/incident.ts';
import type { IncidentStore } from '../../functions/core/ports/incident-store.ts';
import { aDraft, anAlert, anAlertGroup, anOpening } from './builders.ts';

/** Makes incidents with a timeline of so many entries in a store. */
export const incidentsWith = (store: IncidentStore) => {
  let made = 0;
  return async (entries: number): Promise<IncidentId> => {
    made += 1;
    const id: IncidentId = `INC-01KJT${String(made).padStart(21, '0')}`;
    const group = anAlertGroup({ groupKey: id, alerts: [anAlert({ fingerprint: id })] });
    const opened = await store.open(anOpening({ id }, group));
    if (opened.outcome !== 'opened') throw new Error(opened.outcome);
    let { incident } = opened;
    for (let seq = 2; seq <= entries; seq += 1) {
      const written = await store.commit(incident, { entries: [aDraft({ kind: 'note.added' })] });
      if (written.outcome !== 'written') throw new Error(written.outcome);
      incident = written.incident;
    }
    return id;
  };
};
