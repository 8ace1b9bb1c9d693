import type { AgentName } from '../../core/domain/agent-task.ts';
import type { Alert, Episode, Firing, GroupName } from '../../core/domain/alert.ts';
import { GLOBAL_BRAKE } from '../../core/domain/brake.ts';
import type { GrantId } from '../../core/domain/grant.ts';
import type { IncidentId } from '../../core/domain/incident.ts';
import { canonicalJson } from '../../core/domain/json.ts';
import type { WindowId } from '../../core/domain/maintenance.ts';
import type { QuarantineId } from '../../core/domain/quarantine-id.ts';
import type { ReceiptId } from '../../core/domain/receipt.ts';
import type { ChangeId } from '../../core/domain/reported-change.ts';
import type { Digest } from '../../core/domain/timeline.ts';
import type { Flapper } from '../../core/ports/flap-history.ts';

/** The primary key of an item; a type, not an interface, so that the client takes it as a record. */
export type Key = { readonly pk: string; readonly sk: string };

const eightDigits = (seq: number): string => String(seq).padStart(8, '0');

export const partitionOf = (id: IncidentId): string => `INCIDENT#${id}`;
export const metaKey = (id: IncidentId): Key => ({ pk: partitionOf(id), sk: 'META' });
export const timelineKey = (id: IncidentId, seq: number): Key => ({
  pk: partitionOf(id),
  sk: `TIMELINE#${eightDigits(seq)}`,
});
export const actionItemKey = (id: IncidentId, key: string): Key => ({ pk: partitionOf(id), sk: `ACTION#${key}` });

export const approvalKey = (id: IncidentId, approvalId: string): Key => ({
  pk: partitionOf(id),
  sk: `APPROVAL#${approvalId}`,
});
/** Apart from the incident, so that nothing that reads one ever holds a token. */
export const taskTokenKey = (id: IncidentId, approvalId: string): Key => ({ pk: `TOKEN#${id}`, sk: approvalId });

/** Diagnoses, plans and verifications lie under the `seq` of the entry that announces them. */
export const partKey = (id: IncidentId, part: 'DIAGNOSIS' | 'PLAN' | 'VERIFICATION', seq: number): Key => ({
  pk: partitionOf(id),
  sk: `${part}#${eightDigits(seq)}`,
});

/** Two groups may hold the same alert, so one from another group carries that group in its key. */
export const alertItemKey = (id: IncidentId, { fingerprint, startsAt, from }: Alert, digest: Digest): Key => ({
  pk: partitionOf(id),
  sk: `ALERT#${digest(canonicalJson([fingerprint, startsAt, ...(from ? [from.source, from.groupKey] : [])])).slice(0, 32)}`,
});

/** The episodes of one firing lie together, each under the group that it was sent in. */
export const firingPartition = ({ source, fingerprint, startsAt }: Firing, digest: Digest): string =>
  `EPISODE#${digest(canonicalJson({ source, fingerprint, startsAt }))}`;

export const episodeItemKey = (episode: Episode, digest: Digest): Key => ({
  pk: firingPartition(episode, digest),
  sk: `GROUP#${digest(episode.groupKey)}`,
});

/** Says that a firing was sent, in some group; apart from the episodes, which are read together. */
export const sentFiringKey = ({ source, fingerprint, startsAt }: Firing, digest: Digest): Key => ({
  pk: `EPISODE#SENT#${digest(canonicalJson({ source, fingerprint, startsAt }))}`,
  sk: 'SENT',
});

const groupHash = ({ source, groupKey }: GroupName, digest: Digest): string =>
  digest(canonicalJson([source, groupKey]));

export const openKey = (group: GroupName, digest: Digest): Key => ({
  pk: `OPEN#group#${groupHash(group, digest)}`,
  sk: 'OPEN',
});

/** Hashed, since a label may be longer than a key. */
export const openServiceKey = (service: string, digest: Digest): Key => ({
  pk: `OPEN#service#${digest(service)}`,
  sk: 'OPEN',
});

/** Groups that an incident took in, beside its own. */
export const GROUPS = 'GROUP#';
export const groupItemKey = (id: IncidentId, group: GroupName, digest: Digest): Key => ({
  pk: partitionOf(id),
  sk: `${GROUPS}${groupHash(group, digest)}`,
});

export const lockKey = (target: string): Key => ({ pk: `LOCK#${target}`, sk: 'LOCK' });
/** Hashed, since a target may be longer than a key. */
export const triesKey = (subject: string, digest: Digest): Key => ({ pk: `CAP#${digest(subject)}`, sk: 'CAP' });
export const receiptKey = (id: ReceiptId): Key => ({ pk: `RECEIPT#${id}`, sk: 'RECEIPT' });
export const CURRENT_POLICY: Key = { pk: 'POLICY', sk: 'CURRENT' };
export const policyVersionKey = (digest: string): Key => ({ pk: 'POLICY', sk: `VERSION#${digest}` });
export const BRAKES = 'BRAKE';
export const brakeKey = (scope: string): Key => ({
  pk: BRAKES,
  sk: scope === GLOBAL_BRAKE ? 'GLOBAL' : `SERVICE#${scope}`,
});

export const GRANTS = 'GRANT';
export const grantKey = (id: GrantId): Key => ({ pk: GRANTS, sk: id });

export const WINDOWS = 'WINDOW';
export const windowKey = (id: WindowId): Key => ({ pk: WINDOWS, sk: id });
export const heldKey = (episode: Episode, digest: Digest): Key => ({
  pk: `HELD#${digest(canonicalJson([episode.source, episode.groupKey, episode.fingerprint, episode.startsAt]))}`,
  sk: 'HELD',
});

export const changeKey = (id: ChangeId): Key => ({ pk: `CHANGE#${id}`, sk: 'CHANGE' });

/** Hashed, since a subject may be longer than a key. */
export const agentCountKey = (subject: string, minute: number, digest: Digest): Key => ({
  pk: `AGENT#count#${digest(subject)}`,
  sk: String(minute),
});
export const agentToldKey = (name: string, digest: Digest): Key => ({ pk: `AGENT#told#${digest(name)}`, sk: 'TOLD' });

/** Apart from the incident, so that nothing that reads one ever holds a transcript. */
export const investigationsOf = (id: IncidentId): string => `INVESTIGATION#${id}`;
export const investigationKey = (id: IncidentId, at: string): Key => ({ pk: investigationsOf(id), sk: at });

/** Where peers want to be told of tasks, by the incident that these follow. */
export const pushesOf = (id: IncidentId): string => `PUSH#${id}`;
export const pushKey = (id: IncidentId, taskId: string, config: string): Key => ({
  pk: pushesOf(id),
  sk: `${taskId}#${config}`,
});

export const agentTaskKey = (id: string): Key => ({ pk: `TASK#${id}`, sk: 'TASK' });
/** The tasks that a subject began with an agent. */
export const AGENT_TASKS = (agent: AgentName, owner: string): string => `TASKS#${agent}#${owner}`;

export const HEARTBEATS = 'HEARTBEAT';
export const heartbeatKey = (source: string, name: string): Key => ({ pk: HEARTBEATS, sk: `${source}#${name}` });
export const flapKey = ({ source, fingerprint }: Flapper, digest: Digest): Key => ({
  pk: `FLAP#${digest(canonicalJson([source, fingerprint]))}`,
  sk: 'FLAP',
});
/** Our own numbers, one item for each metric; and how far each incident's timeline is in them. */
export const TALLIES = 'TALLY';
export const tallyKey = (metric: string): Key => ({ pk: TALLIES, sk: metric });
export const countedKey = (id: IncidentId): Key => ({ pk: `COUNTED#${id}`, sk: 'COUNTED' });
export const noteKey = (name: string): Key => ({ pk: 'NOTE', sk: name });

const quarantineOf = (source: string): string => `QUARANTINE#${source}`;
/** The sort key of a quarantined body as it is listed; the body lies apart, so that lists need not read it. */
export const QUARANTINED = 'QUARANTINED';
export const quarantinedKey = (id: QuarantineId): Key => ({ pk: quarantineOf(id), sk: QUARANTINED });
export const quarantinedBodyKey = (id: QuarantineId): Key => ({ pk: quarantineOf(id), sk: 'BODY' });
export const quarantineCountKey = (source: string, reason: string): Key => ({
  pk: quarantineOf(source),
  sk: `COUNT#${reason}`,
});
export const growthKey = (source: string): Key => ({ pk: quarantineOf(source), sk: 'GROWTH' });

/** The index that lists what is new, and what is still under way: those partitions hold an item only as long as it is. */
export const RECENT = 'Recent';
export const RECENT_INCIDENTS = 'INCIDENTS';
export const RECENT_RECEIPTS = 'RECEIPTS';
export const QUEUED_RECEIPTS = 'QUEUED';
export const RECENT_QUARANTINE = 'QUARANTINE';
export const QUARANTINE_COUNTS = 'QUARANTINE_COUNTS';
export const RECENT_CHANGES = 'CHANGES';
export const HELD_ALERTS = 'HELD';
export const OPEN_POINTERS = 'OPEN';
export const TARGET_LOCKS = 'LOCKS';
export const firingAlerts = (source: string): string => `FIRING#${source}`;

/** Deliveries lie apart from their incident, so that whoever delivers may write them and nothing else. */
export const deliveriesOf = (id: IncidentId): string => `DELIVERY#${id}`;
export const deliveryKey = (id: IncidentId, sink: string): Key => ({ pk: deliveriesOf(id), sk: sink });
export const breakerKey = (sink: string): Key => ({ pk: `DELIVERY#${sink}`, sk: 'BREAKER' });
/** Deliveries that have not reached what is due. */
export const BEHIND = 'BEHIND';
