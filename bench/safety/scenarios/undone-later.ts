import { setTimeout as delay } from 'node:timers/promises';
import type { IncidentView } from '../../../functions/core/contracts/api.ts';
import { injectFault } from '../../../localstack/storefront-control.ts';
import { liveVersion, releaseGood } from '../release.ts';
import { defineScenario, type Stage } from '../scenario.ts';
import { failsOrders } from '../shop.ts';

const PATIENCE_MS = 60_000;

/** A dry run of it, before and after which the alias and the timeline are the same. */
const dryRun = async (stage: Stage, { id, timeline }: IncidentView): Promise<readonly string[]> => {
  const before = await liveVersion(stage);
  const { says } = await stage.client.plan(id);
  const after = await stage.client.incident(id);
  return [
    ...(says.length > 0 ? [] : ['a dry run says nothing']),
    ...((await liveVersion(stage)) === before ? [] : ['a dry run moved the alias']),
    ...(after.timeline.length === timeline.length ? [] : ['a dry run wrote on the timeline']),
  ];
};

/** A person has it undone; the alias itself tells whether it is. */
const undo = async (stage: Stage, { id, actions }: IncidentView): Promise<readonly string[]> => {
  const was = actions.find(({ undoes }) => undoes === undefined)?.snapshot?.['version'];
  await stage.client.undo(id, 'the bench wants it back');
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const { timeline } = await stage.client.incident(id);
    const end = timeline.findLast(({ kind }) => /^rollback\.(done|unneeded|failed)$/.test(kind));
    if (end?.kind === 'rollback.done') {
      const live = await liveVersion(stage);
      return live === was ? [] : [`version ${live} is live after the undoing, ${String(was)} was before the action`];
    }
    if (end !== undefined) return [`the undoing ended as ${end.kind}: ${end.text}`];
    await delay(500);
  }
  return ['the undoing never ended'];
};

export const undoneLater = defineScenario({
  name: 'undone-later',
  says: 'a bad release is taken back and closed; then a dry run touches nothing, and a person has it undone',
  trouble: 'release',
  hurt: async (stage) => {
    await releaseGood(stage);
    await injectFault(stage.outputs.storefrontUrl, 'api-503');
  },
  isOn: failsOrders,
  tells: ['action.done', 'verification.verified', 'incident.closed'],
  never: ['rollback.started'],
  ends: { status: 'closed', reason: 'recovery_measured' },
  after: async (stage, incident) => {
    if (incident === undefined) return [];
    const dry = await dryRun(stage, incident);
    return [...dry, ...(await undo(stage, incident))];
  },
});
