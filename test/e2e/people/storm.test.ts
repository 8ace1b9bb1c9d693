import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiOf, sendAlerts } from '../../support/api.ts';
import { untilEnded } from '../../support/asked-story.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm, proves } from '../../support/scenario.ts';
import { slackAt } from '../../support/slack.ts';
import { teamsAt } from '../../support/teams.ts';
import { underPolicy } from '../../support/under-policy.ts';
import { until } from '../../support/until.ts';

const outputs = ownStack();
const api = apiOf(outputs);
const slack = slackAt(outputs.slackUrl);
const teams = teamsAt(outputs.teamsUrl);

/** Nobody calls anybody of them, so that none is told with another. */
const SERVICES = ['billing', 'search', 'mail', 'maps', 'reports', 'uploads', 'chat', 'video'];
const STORM_AFTER = 3;
/** What stands on an incident's own message in the place of an entry's number. */
const CARD = 0;

const fire = async (service: string, run: string) => {
  const alert = { name: 'Unwell', status: 'firing', service: `${service}-${run}`, startsAt: new Date().toISOString() };
  const body = JSON.stringify({ groupKey: `${service}-${run}`, alerts: [alert] });
  expect((await sendAlerts(outputs, body, {}, 'generic')).status).toBe(202);
};

describe('a storm of incidents that have nothing to do with each other', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => proves(outputs));

  it('makes one message in Slack and one card in Teams beside those that came before it, and none of it is missing', async () => {
    await underPolicy(
      outputs,
      (policy) => ({ ...policy, correlation: { ...policy.correlation, stormAfter: STORM_AFTER, windowSeconds: 60 } }),
      async () => {
        const run = crypto.randomUUID().slice(0, 8);
        for (const service of SERVICES) await fire(service, run);
        const opened = await until('each has its incident', 60, async () => {
          const found = (await api.incidents()).filter(({ service }) => service?.endsWith(run));
          return found.length === SERVICES.length ? found.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : undefined;
        });
        const mine = opened.map(({ id }) => id);
        for (const id of mine) await untilEnded(outputs, id);
        const alone = mine.slice(0, STORM_AFTER - 1);
        const stormy = mine.slice(STORM_AFTER - 1);

        const inSlack = await until('Slack has all of them', 90, async () => {
          const { messages } = await slack.seen();
          const own = mine.map((id) =>
            messages.find(({ metadata: of }) => of?.event_payload.id === id && of.event_payload.seq === CARD),
          );
          return own.every((one) => one !== undefined) ? { messages, own } : undefined;
        });
        const threads = inSlack.own.map((one) => one?.thread);
        const [digest, ...others] = [...new Set(threads.slice(alone.length))];
        expect(threads.slice(0, alone.length)).toEqual(alone.map(() => undefined));
        expect([digest, others]).toEqual([expect.any(String), []]);
        const root = inSlack.messages.find(({ ts }) => ts === digest);
        expect(root?.text).toMatch(/^A storm: \d+ more incidents$/);
        for (const { service } of opened.slice(alone.length)) expect(JSON.stringify(root?.blocks)).toContain(service);

        const cards = await until('Teams has the digest', 90, async () => {
          const digests = (await teams.digests()).filter(({ lines }) => lines.some((line) => line.includes(run)));
          return digests.length > 0 ? digests : undefined;
        });
        expect(cards).toHaveLength(1);
        expect(cards[0]?.lines[0]).toMatch(/^A storm: \d+ more incidents$/);
        // What opens meanwhile for another reason is in it too.
        const listed = cards[0]?.lines.slice(2).map((line) => line.split(' · ').at(-1) ?? '') ?? [];
        expect(listed.filter((id) => mine.includes(id))).toEqual(stormy);
        for (const id of alone) expect((await teams.entriesOf(id)).length).toBeGreaterThan(0);
        for (const id of stormy) expect(await teams.entriesOf(id)).toEqual([]);
      },
    );
  });
});
