import { CASE_TOOLS } from '../adapters/operator-api/tools/diagnose-case.ts';
import { AnyJsonObject } from '../core/contracts/incident-parts.ts';
import { standingOf } from '../core/domain/agent-task.ts';
import type { Agent } from './agent.ts';
import { artifactOf, artifactsOf } from './artifacts.ts';
import { findIncident } from './find-incident.ts';

/** Says what an incident's cause is. It reads only. */
export const diagnosticAgent: Agent = {
  begin: async ({ desk }, asked, text) => {
    const [diagnose] = CASE_TOOLS;
    if (asked.case !== undefined && diagnose !== undefined) {
      const found = AnyJsonObject.parse(await diagnose.run(desk('diagnostic-agent.diagnose-case'), asked.case));
      return { goal: 'diagnose', found, settled: { phase: 'completed', says: String(found['says']) } };
    }
    const incident = await findIncident(desk('diagnostic-agent.analyse', text), asked);
    return { goal: 'diagnose', incidentId: incident.id };
  },
  hear: async () => 'The diagnosis needs nothing more; poll this task until it is completed.',
  look: async ({ desk, apiUrl }, task) => {
    if (task.incidentId === undefined) {
      const standing = standingOf(task, undefined);
      const { found } = task;
      return { ...standing, artifacts: found ? [artifactOf(apiUrl, 'examination', found, standing.says)] : [] };
    }
    const view = await desk('diagnostic-agent.look').incident(task.incidentId);
    return { ...standingOf(task, view), artifacts: artifactsOf(apiUrl, view, ['diagnosis']) };
  },
  cancel: async () => undefined,
};
