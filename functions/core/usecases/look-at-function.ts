import { lastGoodVersion } from '../domain/release.ts';
import { type Look, queryAt, UNKNOWN } from './looking.ts';

const notConfigured = (dependency: string) => ({ missing: `${dependency} is not configured as a function` });

/** Whether what is deployed is what last answered well. */
export const lookAtRelease: Look<'release'> = {
  asks: queryAt,
  look: async ({ releases, metrics }, { scope, dependency, now }, query) => {
    if (dependency?.lambda === undefined) return notConfigured(scope.dependency);
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
  },
};

/** Whether what feeds a function from a queue is disabled. */
export const lookAtFeed: Look<'event-source'> = {
  asks: (_, { dependency }) =>
    `what feeds ${dependency?.eventSource?.functionName ?? UNKNOWN} from ${dependency?.eventSource?.queueName ?? UNKNOWN}`,
  look: async ({ eventSources }, { scope, dependency }) => {
    if (dependency?.eventSource === undefined) return { missing: `${scope.dependency} is fed from no queue` };
    const { functionName, queueName } = dependency.eventSource;
    const feed = await eventSources.feed(functionName, queueName);
    if (feed === undefined) return { missing: `nothing feeds ${functionName} from ${queueName}` };
    return { value: feed.enabled ? 0 : 1, detail: { ...feed } };
  },
};
