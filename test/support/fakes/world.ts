import type { TrySubject } from '../../../functions/core/domain/bound-cap.ts';
import type { RoundState } from '../../../functions/core/domain/pipeline.ts';
import type { Policy } from '../../../functions/core/domain/policy.ts';
import type { DrillNote, ListeningNote } from '../../../functions/core/domain/watch-notes.ts';
import { makeSilenceAlerts } from '../../../functions/core/usecases/silence-alerts.ts';
import { scriptedActionRunner } from './action-runner.ts';
import { inMemoryAgentCalls } from './agent-calls.ts';
import { inMemoryBodyStore } from './body-store.ts';
import { inMemoryBrakes } from './brakes.ts';
import { inMemoryReportedChanges, scriptedChangeSource } from './changes.ts';
import { fixedClock } from './clock.ts';
import { inMemoryDeliveries } from './deliveries.ts';
import { testDigest } from './digest.ts';
import { inMemoryEventSources } from './event-sources.ts';
import { inMemoryExecutions } from './executions.ts';
import { inMemoryFlapHistory } from './flap-history.ts';
import { inMemoryGate } from './gate.ts';
import { inMemoryGrants } from './grants.ts';
import { inMemoryHeartbeats } from './heartbeats.ts';
import { sequentialIds } from './ids.ts';
import { inMemoryIncidentStore } from './incident-store.ts';
import { inMemoryInvestigations } from './investigations.ts';
import { inMemoryLocks } from './locks.ts';
import { inMemoryLogs } from './logs.ts';
import { emptyMemory } from './memory.ts';
import { recordingMeter } from './meter.ts';
import { scriptedMetrics } from './metrics.ts';
import { inMemoryNote } from './note.ts';
import { inMemoryNotificationQueue } from './notification-queue.ts';
import { recordingPager } from './pager.ts';
import { inMemoryParameters } from './parameters.ts';
import { inMemoryPolicySource } from './policy-source.ts';
import { scriptedProbe } from './probe.ts';
import { inMemoryGrowthNotes, inMemoryQuarantine } from './quarantine.ts';
import { inMemoryReceiptStore } from './receipt-store.ts';
import { inMemoryReleases } from './releases.ts';
import { scriptedSeriesSource } from './series-source.ts';
import { inMemorySessions } from './sessions.ts';
import { inMemorySilences } from './silences.ts';
import { inMemoryTallies } from './tallies.ts';
import { inMemoryTargetLocks } from './target-locks.ts';
import { inMemoryTargets } from './target-readers.ts';
import { inMemoryTaskTokens } from './task-tokens.ts';
import { inMemoryTimers } from './timers.ts';
import { recordingWaiting } from './waiting-workflow.ts';
import { inMemoryHeldAlerts, inMemoryWindows } from './windows.ts';
import { recordingWorkflow } from './workflow.ts';

/** Every port as a fake over one shared memory: what a use case is made from in a test. */
export const aWorld = ({ policy, at }: { readonly policy?: Policy; readonly at?: string } = {}) => {
  const memory = emptyMemory();
  memory.policy = policy;
  const clock = fixedClock(at);
  const digest = testDigest;
  const deps = { memory, clock, digest };
  const workflow = recordingWorkflow();
  const sessions = inMemorySessions();
  const releases = inMemoryReleases();
  const incidents = inMemoryIncidentStore(deps);
  const policySource = inMemoryPolicySource(memory);
  const silences = inMemorySilences(clock);
  return {
    ...deps,
    ids: sequentialIds(),
    incidents,
    gate: inMemoryGate(deps),
    receipts: inMemoryReceiptStore(memory),
    brakes: inMemoryBrakes(memory),
    windows: inMemoryWindows(memory),
    grants: inMemoryGrants(memory),
    agentCalls: inMemoryAgentCalls(),
    investigations: inMemoryInvestigations(),
    targetLocks: inMemoryTargetLocks(deps),
    tries: { of: async (subject: TrySubject) => memory.tries.get(subject) ?? [] },
    held: inMemoryHeldAlerts(memory),
    flaps: inMemoryFlapHistory(),
    changes: inMemoryReportedChanges(memory),
    changeSources: [scriptedChangeSource()],
    policy: policySource,
    metrics: scriptedMetrics(),
    logs: inMemoryLogs(),
    seriesSources: [scriptedSeriesSource()],
    sessions,
    releases,
    locks: inMemoryLocks(),
    eventSources: inMemoryEventSources(),
    parameters: inMemoryParameters(),
    readers: inMemoryTargets(sessions, releases),
    runners: { postgres: scriptedActionRunner('postgres'), lambda: scriptedActionRunner('lambda') },
    queue: inMemoryNotificationQueue(),
    bodies: inMemoryBodyStore(),
    quarantine: inMemoryQuarantine(),
    growth: inMemoryGrowthNotes(),
    workflow,
    executions: inMemoryExecutions(workflow),
    patience: async <T>(_seconds: number, work: () => Promise<T>): Promise<T | 'late'> => work(),
    heartbeats: inMemoryHeartbeats(memory),
    depth: { read: async () => ({ waiting: 0, underWay: 0 }) },
    pipelineNotes: {
      round: inMemoryNote<RoundState>(),
      drill: inMemoryNote<DrillNote>(),
      listening: inMemoryNote<ListeningNote>(),
    },
    meter: recordingMeter(),
    deliveries: inMemoryDeliveries(),
    tallies: inMemoryTallies(memory),
    timers: inMemoryTimers(clock),
    tokens: inMemoryTaskTokens(),
    waiting: recordingWaiting(),
    pager: recordingPager(),
    silences,
    silence: makeSilenceAlerts({ store: incidents, policies: policySource, silencesOf: () => silences, clock }),
    probe: scriptedProbe(clock),
  };
};

export type World = ReturnType<typeof aWorld>;
