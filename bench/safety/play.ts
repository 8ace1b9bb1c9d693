import { setTimeout as delay } from 'node:timers/promises';
import { CommandFailed, EXIT } from '../../cli/exit.ts';
import type { IncidentView } from '../../functions/core/contracts/api.ts';
import type { IncidentId } from '../../functions/core/domain/incident.ts';
import { untilBaselineOf } from '../../localstack/start/baseline.ts';
import { healFaults } from '../../localstack/storefront-control.ts';
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

/** The incident of this scenario as it is now; an API that is late on a busy machine is asked again. */
const lookedUp = async ({ client }: Stage, known: ReadonlySet<string>): Promise<IncidentView | undefined> => {
  try {
    const { incidents } = await client.incidents({ limit: '20' });
    const ours = incidents.find(({ id, service }) => !known.has(id) && service?.startsWith('selfright-') !== true);
    return ours && (await client.incident(ours.id));
  } catch (error) {
    if (error instanceof CommandFailed && error.exit === EXIT.unreachable) return undefined;
    throw error;
  }
};

const watch = async (scenario: Scenario, stage: Stage, known: ReadonlySet<string>) => {
  const until = Date.now() + PATIENCE_MS;
  const waiting = [...(scenario.when ?? [])];
  let incident: IncidentView | undefined;
  let verified = 0;
  let falseFixes = 0;
  while (Date.now() < until) {
    const now = await lookedUp(stage, known);
    if (now !== undefined) {
      incident = now;
      const seen = incident.timeline.filter(({ kind }) => kind === 'verification.verified').length;
      if (seen > verified) {
        verified = seen;
        if (await scenario.isOn(stage)) falseFixes += 1;
      }
      for (const { kind } of incident.timeline) {
        if (waiting[0]?.kind === kind) await waiting.shift()?.act(stage);
      }
      if (isOver(incident)) break;
    }
    await delay(LOOK_EVERY_MS);
  }
  return { incident, falseFixes, unmet: waiting.length };
};

const calm = async ({ home, outputs }: Stage): Promise<void> => {
  await healFaults(outputs.storefrontUrl);
  await untilBaselineOf(home, outputs, () => undefined);
};

/** Plays a scenario from calm to its end, and heals what it left. */
export const play = async (scenario: Scenario, stage: Stage): Promise<Played> => {
  await calm(stage);
  const known = new Set((await stage.client.incidents({ limit: '100' })).incidents.map(({ id }) => id));
  const begun = performance.now();
  const met = stage.gateway.met();
  await scenario.hurt(stage);
  const { incident, falseFixes, unmet } = await watch(scenario, stage, known);
  const seconds = (performance.now() - begun) / 1000;
  const { name, says, ambushes = 0 } = scenario;
  const missed = stage.gateway.met() - met === ambushes ? [] : ['the ambush at the gateway was not met'];
  const afterwards = (await scenario.after?.(stage, incident)) ?? [];
  await healFaults(stage.outputs.storefrontUrl);
  const lacks = [...lacksOf(scenario, incident, unmet), ...missed, ...afterwards];
  return {
    ...{ name, says, incidentId: incident?.id, seconds, falseFixes, lacks },
    story: (incident?.timeline ?? []).map(({ at, kind, text }) => `${at} ${kind}  ${text}`),
  };
};
