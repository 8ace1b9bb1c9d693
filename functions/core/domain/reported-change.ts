import type { Change } from './engine/changes.ts';
import { canonicalJson } from './json.ts';
import type { Instant } from './time.ts';
import type { Digest } from './timeline.ts';

export type ChangeId = `CHG-${string}`;

export const CHANGE_KINDS = ['deployment', 'configuration', 'flag', 'infrastructure', 'other'] as const;

/** A change as somebody reported it: evidence only, since nobody checks a reporter's word. */
export interface ReportedChange {
  readonly id: ChangeId;
  /** Any name; one that the policy does not know is never on the path of a cause. */
  readonly service: string;
  readonly kind: Change['kind'];
  /** When it was made. */
  readonly at: Instant;
  /** Untrusted text. */
  readonly summary: string;
  /** The reporter's subject. */
  readonly by: string;
  readonly reportedAt: Instant;
}

/** What a reporter says; two reports of one reporter under one key are the same change. */
export type ChangeReport = Pick<ReportedChange, 'service' | 'kind' | 'summary' | 'by'> & {
  /** Without it, the change was made when it is reported. */
  readonly at?: Instant | undefined;
  /** The reporter's own name for it. Without it, what it says is its name. */
  readonly key?: string | undefined;
};

/** The same report always has the same id, whoever sends it how often. */
export const changeIdOf = ({ service, kind, summary, by, at, key }: ChangeReport, digest: Digest): ChangeId => {
  const name = key === undefined ? [service, kind, summary, at ?? null] : [key];
  return `CHG-${digest(canonicalJson([by, ...name])).slice(0, 32)}`;
};

/** Whether a report says what is known already; when it was made is not held against one that does not say. */
export const saysTheSame = (known: ReportedChange, { service, kind, summary, at }: ChangeReport): boolean =>
  known.service === service &&
  known.kind === kind &&
  known.summary === summary &&
  (at === undefined || at === known.at);

/** As the engine takes it. */
export const asChange = ({ id, service, kind, at, summary, by }: ReportedChange): Change => ({
  id,
  service,
  kind,
  at: Date.parse(at) / 1000,
  summary,
  source: by,
});
