import { type Task, TaskState } from '@a2a-js/sdk';
import { type AgentTask, standingOf } from '../core/domain/agent-task.ts';
import type { Agent, Call } from './agent.ts';
import { artifactsOf, postmortemOf } from './artifacts.ts';
import { findIncident } from './find-incident.ts';
import type { PeerOf } from './peer.ts';
import { resolutionAgent } from './resolution-agent.ts';

const isDiagnosed = ({ status }: Task): boolean => status?.state === TaskState.TASK_STATE_COMPLETED;

/** Takes a trouble from alert to outcome, by asking the other two over A2A; each look takes it one step further. */
export const makeCoordinator = (peerOf: PeerOf): Agent => {
  const delegate = async (call: Call, task: AgentTask): Promise<AgentTask['delegated']> => {
    const { incidentId, id, delegated } = task;
    // Both have it: what there is to see, the incident says.
    if (incidentId === undefined || delegated['resolution-agent'] !== undefined) return delegated;
    const diagnostic = await peerOf(call, 'diagnostic-agent');
    const known = delegated['diagnostic-agent'];
    const analysed = known
      ? await diagnostic.get(known)
      : await diagnostic.send({ incident_id: incidentId }, `Analyse ${incidentId} for the task ${id}.`);
    const after = { ...delegated, 'diagnostic-agent': analysed.id };
    if (!isDiagnosed(analysed)) return after;
    const resolution = await peerOf(call, 'resolution-agent');
    const resolving = await resolution.send({ incident_id: incidentId }, `Resolve ${incidentId} for the task ${id}.`);
    return { ...after, 'resolution-agent': resolving.id };
  };

  return {
    begin: async ({ desk }, asked, text) => {
      const incident = await findIncident(desk('coordinator.handle', text), asked);
      return { goal: 'resolve', incidentId: incident.id };
    },
    hear: async (call, task, asked, text) => {
      const resolving = task.delegated['resolution-agent'];
      if (resolving === undefined) return 'It is still being diagnosed; there is nothing to decide yet.';
      const resolution = await peerOf(call, 'resolution-agent');
      const answered = await resolution.send(asked, text, resolving);
      const said = answered.status?.message?.parts[0]?.content;
      return said?.$case === 'text' ? said.value : 'The resolution-agent took it.';
    },
    look: async (call, task) => {
      if (task.incidentId === undefined) return { ...standingOf(task, undefined), artifacts: [] };
      const delegated = task.settled === undefined ? await delegate(call, task) : task.delegated;
      const desk = call.desk('coordinator.look');
      const view = await desk.incident(task.incidentId);
      const standing = standingOf(task, view);
      const artifacts = artifactsOf(call.apiUrl, view, ['diagnosis', 'plan', 'verification']);
      if (standing.phase !== 'completed') return { ...standing, artifacts, delegated };
      const told = await desk.postmortem(task.incidentId);
      return { ...standing, artifacts: [...artifacts, postmortemOf(call.apiUrl, told)], delegated };
    },
    cancel: (call, task) => resolutionAgent.cancel(call, task),
  };
};
