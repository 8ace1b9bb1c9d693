import { SelfrightError } from '../domain/errors.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';
import { fillQuery } from '../domain/query.ts';
import { lastGoodVersion } from '../domain/release.ts';
import type { Measure, Scope } from '../domain/runbook.ts';
import { instant } from '../domain/time.ts';
import type { EventSources } from '../ports/event-sources.ts';
import { blockerAsJson, type Locks } from '../ports/locks.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { Releases } from '../ports/releases.ts';
import { type Sessions, sessionAsJson } from '../ports/sessions.ts';

export interface Observers {
  readonly metrics: Metrics;
  readonly sessions: Sessions;
  readonly releases: Releases;
  readonly locks: Locks;
  readonly eventSources: EventSources;
}

type Seen = Pick<Evidence, 'value' | 'missing' | 'detail'>;

/** Asks the source that a measure names. A source that does not answer, or not as agreed, is missing evidence. */
export const makeObserveClue =
  ({ metrics, sessions, releases, locks, eventSources }: Observers) =>
  async (measure: Measure, scope: Scope, policy: Policy, now: Date): Promise<Evidence> => {
    const query = queryOf(measure, scope, policy);
    const asked = { source: measure.source, query, at: instant(now) };
    try {
      return { ...asked, ...(await look()) };
    } catch (error) {
      if (!(error instanceof SelfrightError)) throw error;
      return { ...asked, missing: error.message, unreachable: true };
    }

    async function look(): Promise<Seen> {
      const service = policy.services[scope.service];
      const dependency = policy.services[scope.dependency];
      if (measure.source === 'metrics') {
        const [first, ...more] = await metrics.at(query, now);
        if (more.length > 0) return { missing: `expected one value, met ${more.length + 1}` };
        if (first === undefined) return { missing: 'no data' };
        // A share of nothing is no number: without any call there is none that fails.
        return Number.isFinite(first.value) ? { value: first.value } : { missing: `no number: ${first.value}` };
      }
      if (measure.source === 'sessions') {
        const prefix = service?.applicationNamePrefix;
        if (dependency?.postgres === undefined || prefix === undefined) {
          return { missing: `the configuration does not say how ${scope.service}'s sessions are told from others'` };
        }
        const found = await sessions.idleInTransaction(
          dependency.postgres.connection,
          prefix,
          policy.timings.idleInTransaction,
        );
        return { value: found.length, detail: found.map(sessionAsJson) };
      }
      if (measure.source === 'locks') {
        const prefix = service?.applicationNamePrefix;
        if (dependency?.postgres === undefined || prefix === undefined) {
          return { missing: `the configuration does not say how ${scope.service}'s sessions are told from others'` };
        }
        const { connection } = dependency.postgres;
        const found = await locks.blockers(connection, prefix, policy.timings.idleInTransaction);
        const [blocker] = found;
        return { value: found.length, detail: blocker === undefined ? {} : { blocker: blockerAsJson(blocker) } };
      }
      if (measure.source === 'event-source') {
        if (dependency?.eventSource === undefined) return { missing: `${scope.dependency} is fed from no queue` };
        const { functionName, queueName } = dependency.eventSource;
        const feed = await eventSources.feed(functionName, queueName);
        if (feed === undefined) return { missing: `nothing feeds ${functionName} from ${queueName}` };
        return { value: feed.enabled ? 0 : 1, detail: { ...feed } };
      }
      if (dependency?.lambda === undefined) return { missing: `${scope.dependency} is not configured as a function` };
      const [deployed, calls] = await Promise.all([
        releases.deployed(dependency.lambda.functionName, dependency.lambda.alias),
        metrics.at(query, now),
      ]);
      const byVersion = calls.map(({ labels, value }) => ({
        version: labels['version'] ?? '',
        outcome: labels['outcome'] ?? '',
        calls: value,
      }));
      const published = deployed.versions.map(({ version }) => version);
      const lastGood = lastGoodVersion(byVersion, published, deployed.current);
      const publishedAt = deployed.versions.find(({ version }) => version === deployed.current)?.publishedAt ?? null;
      return {
        value: lastGood === undefined ? 0 : 1,
        detail: { current: deployed.current, publishedAt, lastGood: lastGood ?? null, revision: deployed.revision },
      };
    }
  };

const queryOf = (measure: Measure, scope: Scope, policy: Policy): string => {
  if (measure.source === 'sessions') {
    const prefix = policy.services[scope.service]?.applicationNamePrefix ?? '(not configured)';
    return `sessions of ${prefix}* idle in a transaction for over ${policy.timings.idleInTransaction} s`;
  }
  if (measure.source === 'locks') {
    const prefix = policy.services[scope.service]?.applicationNamePrefix ?? '(not configured)';
    return `sessions that ${prefix}* wait for, in a transaction of over ${policy.timings.idleInTransaction} s`;
  }
  if (measure.source === 'event-source') {
    const source = policy.services[scope.dependency]?.eventSource;
    return `what feeds ${source?.functionName ?? '(not configured)'} from ${source?.queueName ?? '(not configured)'}`;
  }
  const { rateWindow: window, baseline } = policy.timings;
  return fillQuery(measure.query, { ...scope, window, baseline });
};
