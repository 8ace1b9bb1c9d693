import { pagerdutySink } from '../adapters/http/pagerduty-sink.ts';
import { type PeerSinkOptions, peerSink } from '../adapters/http/peer-sink.ts';
import { teamsBulletin } from '../adapters/http/teams-bulletin.ts';
import { webhookSink } from '../adapters/http/webhook-sink.ts';
import { jiraTicketing } from '../adapters/jira/ticketing.ts';
import { jiraTransport } from '../adapters/jira/transport.ts';
import type { JsonSecret } from '../adapters/secrets/json-secret.ts';
import { slackChat } from '../adapters/slack/chat.ts';
import { slackCall } from '../adapters/slack/transport.ts';
import type { IntegrationSecrets } from '../core/contracts/secrets.ts';
import type { SinkName } from '../core/domain/delivery.ts';
import { DependencyUnavailable } from '../core/domain/errors.ts';
import type { Incident, IncidentId } from '../core/domain/incident.ts';
import { type ChannelRoute, channelFor, isRouted } from '../core/domain/integrations.ts';
import type { Policy } from '../core/domain/policy.ts';
import type { Digest } from '../core/domain/timeline.ts';
import type { Anchors } from '../core/ports/anchors.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Deliveries } from '../core/ports/deliveries.ts';
import type { IncidentStore } from '../core/ports/incident-store.ts';
import type { Sink } from '../core/ports/sink.ts';
import { makeAnchorSink } from '../core/usecases/anchor-sink.ts';
import { makeBulletinSink } from '../core/usecases/bulletin-sink.ts';
import { makeChatSink } from '../core/usecases/chat-sink.ts';
import type { DeliverDeps } from '../core/usecases/deliver-incident.ts';
import { makeFindStorm } from '../core/usecases/find-storm.ts';
import { makeTicketSink } from '../core/usecases/ticket-sink.ts';

export interface SinkDeps {
  readonly policy: () => Promise<Pick<Policy, 'integrations' | 'correlation'>>;
  readonly store: Pick<IncidentStore, 'list'>;
  readonly deliveries: Pick<Deliveries, 'read'>;
  readonly secrets: JsonSecret<IntegrationSecrets>;
  readonly anchors: Pick<Anchors, 'keep'>;
  /** Which agents want to be told, and of which tasks. */
  readonly peers: Pick<PeerSinkOptions, 'configs' | 'tasks'>;
  /** Wakes the investigator; undefined where none is deployed. */
  readonly investigator?: (() => Promise<Sink>) | undefined;
  readonly digest: Digest;
  readonly clock: Clock;
  /** The console's address where the policy names no other. */
  readonly consoleUrl: string;
}

interface Channels {
  readonly channel: string;
  readonly routes: readonly ChannelRoute[];
}

const channelOf = ({ routes, channel }: Channels, incident: Incident): string => channelFor(routes, incident, channel);

/** Makes the sink that a policy names. A missing secret is found when it is needed, and is a matter for a person. */
export const sinkFrom = (deps: SinkDeps): DeliverDeps['sinkFor'] => {
  const { secrets, anchors, digest, clock } = deps;
  const secret =
    <T>(name: SinkName, pick: (all: IntegrationSecrets) => T | undefined) =>
    async (): Promise<T> => {
      const found = await secrets.find(pick);
      if (found !== undefined) return found;
      const remedy = `put the member ${name} into the integrations secret`;
      throw new DependencyUnavailable(name, 'has no credentials', { remedy, retryAfterSeconds: 60 });
    };

  /** Storms as whoever reads one channel would see them. */
  const stormsIn = async (channels: Channels) =>
    makeFindStorm({
      store: deps.store,
      policy: (await deps.policy()).correlation,
      isToldBeside: (one, other) =>
        isRouted(channels.routes, other) && channelOf(channels, one) === channelOf(channels, other),
    });
  const refsFor = (name: SinkName) => async (id: IncidentId) => (await deps.deliveries.read(id, name)).refs;

  return async (name, { incident }) => {
    if (name === 'anchors') return makeAnchorSink({ anchors, clock, digest });
    if (name === 'investigator') return deps.investigator?.() ?? 'off';
    const { integrations: on } = await deps.policy();
    const chosen = on[name];
    if (chosen === undefined) return 'off';
    if (!isRouted(chosen.routes, incident)) return 'not_routed';
    const { jira, slack, teams, webhook, peers, pagerduty, consoleUrl = deps.consoleUrl } = on;
    if (name === 'jira' && jira !== undefined) {
      const transport = jiraTransport(
        jira.baseUrl,
        secret(name, (all) => all.jira),
      );
      return makeTicketSink(jiraTicketing(transport, jira, consoleUrl), jira.indexLagSeconds);
    }
    if (name === 'slack' && slack !== undefined) {
      const call = slackCall(
        slack.apiUrl,
        secret(name, (all) => all.slack?.botToken),
      );
      const findStorm = await stormsIn(slack);
      const chat = slackChat({ call, policy: slack, consoleUrl });
      return makeChatSink(name, { chat, findStorm, refsOf: refsFor(name) });
    }
    if (name === 'teams' && teams !== undefined) {
      const channel = channelOf(teams, incident);
      const url = secret(name, (all) => all.teams?.urls[channel]);
      const bulletin = teamsBulletin({ url, consoleUrl });
      const findStorm = await stormsIn(teams);
      return makeBulletinSink(name, { bulletin, findStorm, refsOf: refsFor(name), clock });
    }
    if (name === 'webhook' && webhook !== undefined) {
      return webhookSink({ url: webhook.url, secret: secret(name, (all) => all.webhook?.secret), clock });
    }
    if (name === 'peers' && peers !== undefined) return peerSink({ ...deps.peers, allowed: peers.allow, clock });
    if (name === 'pagerduty' && pagerduty !== undefined) {
      return pagerdutySink(
        pagerduty.eventsUrl,
        secret(name, (all) => all.pagerduty?.routingKey),
      );
    }
    return 'off';
  };
};
