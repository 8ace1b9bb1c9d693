import { setTimeout as delay } from 'node:timers/promises';
import { CommandFailed, EXIT } from '../../cli/exit.ts';
import { patiently } from '../../cli/patiently.ts';
import type { IncidentView } from '../../functions/core/contracts/api.ts';
import type { IncidentId } from '../../functions/core/domain/incident.ts';
import type { Policy } from '../../functions/core/domain/policy.ts';
import { LocalProblem } from '../../localstack/problem.ts';
import { untilBaselineOf, untilForgotten } from '../../localstack/start/baseline.ts';
import { healFaults } from '../../localstack/storefront-control.ts';
import { underPolicy } from '../../localstack/under-policy.ts';
import type { Scenario, Stage } from './scenario.ts';

/** How a scenario went. */
export interface Played {
  readonly name: string;
  readonly says: string;
  readonly incidentId: IncidentId | undefined;
  readonly seconds: number;
  /** How often it was declared verified while the trouble was still there. */
  readonly falseFixes: number;
  /** What was not as it must be; empty when everything was. */
  readonly lacks: readonly string[];
  /** The story, for a reader. */
  readonly story: readonly string[];
}

/** The longest story: three rungs that do not help, and their undoing. */
const PATIENCE_MS = 200_000;
const LOOK_EVERY_MS = 250;

const isOver = ({ status, toldAt }: IncidentView): boolean => status === 'closed' || toldAt !== undefined;

/** The kinds that are missing from the timeline, taken in their order. */
export const missingFrom = (
  timeline: readonly { readonly kind: string }[],
  wanted: readonly string[],
): readonly string[] => {
  let from = 0;
  return wanted.filter((kind) => {
    const found = timeline.findIndex((entry, index) => index >= from && entry.kind === kind);
    if (found < 0) return true;
    from = found + 1;
    return false;
  });
};

const lacksOf = (scenario: Scenario, incident: IncidentView | undefined, unmet: number): readonly string[] => {
  if (incident === undefined) return ['no incident was opened'];
  const { timeline, status, endedFor } = incident;
  const { ends, tells, never = [] } = scenario;
  return [
    ...(isOver(incident) ? [] : [`it was not over after ${PATIENCE_MS / 1000} s`]),
    ...(status === ends.status && endedFor === ends.reason
      ? []
      : [`ended as ${status} for ${endedFor ?? 'nothing'}, wanted was ${ends.status} for ${ends.reason}`]),
    ...missingFrom(timeline, tells).map((kind) => `its timeline lacks ${kind} (in this place)`),
    ...never.filter((kind) => timeline.some((entry) => entry.kind === kind)).map((kind) => `its timeline has ${kind}`),
    ...(unmet > 0 ? [`${unmet} moments to step in never came`] : []),
  ];
};

/** The alert that tells of the trouble; what a busy machine makes the shop suffer has others. */
const TOLD_BY = { sessions: 'DatabaseTimeout', release: 'Api503' } as const;

/** The incident of this scenario as it is now; an API that is late on a busy machine is asked again. */
const lookedUp = async (
  { client }: Stage,
  { trouble = 'sessions' }: Scenario,
  known: ReadonlySet<string>,
  found: IncidentId | undefined,
): Promise<IncidentView | undefined> => {
  try {
    if (found !== undefined) return await client.incident(found);
    const { incidents } = await client.incidents({ limit: '20' });
    for (const { id } of incidents.filter((one) => !known.has(one.id))) {
      const incident = await client.incident(id);
      if (incident.alerts.some(({ name }) => name === TOLD_BY[trouble])) return incident;
    }
    return undefined;
  } catch (error) {
    if (error instanceof CommandFailed && error.exit === EXIT.unreachable) return undefined;
    throw error;
  }
};

const watch = async (scenario: Scenario, stage: Stage, known: ReadonlySet<string>) => {
  const until = Date.now() + PATIENCE_MS;
  const waiting = [...(scenario.when ?? [])];
  const lacks: string[] = [];
  let incident: IncidentView | undefined;
  let seen = 0;
  let verified = 0;
  let falseFixes = 0;
  while (Date.now() < until) {
    const now = await lookedUp(stage, scenario, known, incident?.id);
    if (now !== undefined) {
      incident = now;
      const claims = incident.timeline.filter(({ kind }) => kind === 'verification.verified').length;
      if (claims > verified) {
        verified = claims;
        if (await scenario.isOn(stage)) falseFixes += 1;
      }
      for (const { kind } of incident.timeline.filter(({ seq }) => seq > seen)) {
        if (waiting[0]?.kind === kind) lacks.push(...((await waiting.shift()?.act(stage, incident)) ?? []));
      }
      seen = incident.seq;
      if (isOver(incident)) break;
    }
    await delay(LOOK_EVERY_MS);
  }
  return { incident, falseFixes, unmet: waiting.length, lacks };
};

export interface PlaySettings {
  /** Wait until no diagnosis looks back on an earlier trouble; needed where the earlier one had another cause. */
  readonly forgotten: boolean;
}

/** Calm is waited for this often: a machine that is busy with other work is no breach. */
const ROUNDS = 4;

const calm = async (stage: Stage, { forgotten }: PlaySettings, round = 1): Promise<void> => {
  const { home, outputs } = stage;
  try {
    await healFaults(outputs.storefrontUrl);
    await untilBaselineOf(home, outputs, () => undefined);
    if (forgotten) await untilForgotten(outputs);
  } catch (error) {
    if (round >= ROUNDS || !(error instanceof LocalProblem || error instanceof CommandFailed)) throw error;
    await calm(stage, { forgotten }, round + 1);
  }
};

/** Plays a scenario from calm to its end; the next one heals what it left. */
const playThrough = async (scenario: Scenario, stage: Stage, settings: PlaySettings): Promise<Played> => {
  const { name, says, ambushes = 0, policy = (same: Policy) => same } = scenario;
  if (scenario.before !== undefined) {
    await calm(stage, settings);
    await scenario.before(stage);
  }
  await calm(stage, settings);
  const { incidents } = await patiently(() => stage.client.incidents({ limit: '100' }));
  const known = new Set(incidents.map(({ id }) => id));
  const begun = performance.now();
  const met = stage.gateway.met();
  const { incident, falseFixes, unmet, lacks } = await underPolicy(stage.outputs, policy, async () => {
    await scenario.hurt(stage);
    return watch(scenario, stage, known);
  });
  const seconds = (performance.now() - begun) / 1000;
  const missed = stage.gateway.met() - met === ambushes ? [] : ['the ambush at the gateway was not met'];
  const afterwards = (await scenario.after?.(stage, incident)) ?? [];
  return {
    ...{ name, says, incidentId: incident?.id, seconds, falseFixes },
    lacks: [...lacksOf(scenario, incident, unmet), ...lacks, ...missed, ...afterwards],
    story: (incident?.timeline ?? []).map(({ at, kind, text }) => `${at} ${kind}  ${text}`),
  };
};

/** Plays a scenario; one that cannot be played to its end lacks everything, and does not keep the others from being played. */
export const play = async (
  scenario: Scenario,
  stage: Stage,
  settings: PlaySettings = { forgotten: true },
): Promise<Played> => {
  const begun = performance.now();
  try {
    return await playThrough(scenario, stage, settings);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { name, says } = scenario;
    const seconds = (performance.now() - begun) / 1000;
    const lacks = [`could not be played: ${error.message}`];
    return { name, says, incidentId: undefined, seconds, falseFixes: 0, lacks, story: [] };
  }
};
