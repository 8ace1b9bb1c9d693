import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { WholeIncident } from '../../core/domain/incident.ts';
import type { WholeRecord } from '../../core/domain/laws/record.ts';
import type { TargetLock } from '../../core/domain/lock.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { HeldEpisode } from '../../core/ports/incident-store.ts';
import { calling } from '../failures.ts';
import { actionFrom } from './items/action.ts';
import { agentCountFrom, agentToldFrom } from './items/agent-call.ts';
import { agentTaskFrom } from './items/agent-task.ts';
import { alertFrom } from './items/alert.ts';
import { approvalFrom } from './items/approval.ts';
import { brakeFrom } from './items/brake.ts';
import { changeFrom } from './items/change.ts';
import { breakerFrom, deliveryFrom } from './items/delivery.ts';
import { diagnosisFrom } from './items/diagnosis.ts';
import { episodeFrom, sentFiringFrom } from './items/episode.ts';
import { flapsFrom } from './items/flaps.ts';
import { grantFrom } from './items/grant.ts';
import { heartbeatFrom } from './items/heartbeat.ts';
import { incidentFrom } from './items/incident.ts';
import { investigationFrom } from './items/investigation.ts';
import { lockFrom } from './items/lock.ts';
import { noteFrom } from './items/note.ts';
import {
  groupFrom,
  type OpenPointer,
  openPointerFrom,
  type ServicePointer,
  servicePointerFrom,
} from './items/open-pointer.ts';
import { planFrom } from './items/plan.ts';
import { policyFrom } from './items/policy.ts';
import { pushFrom } from './items/push-config.ts';
import { growthFrom, quarantineCountFrom, quarantinedBodyFrom, quarantinedFrom } from './items/quarantined.ts';
import { receiptFrom } from './items/receipt.ts';
import { countedFrom, samplesFrom } from './items/tally.ts';
import { taskTokenFrom } from './items/task-token.ts';
import { timelineEntryFrom } from './items/timeline.ts';
import { triesFrom } from './items/tries.ts';
import { verificationFrom } from './items/verification.ts';
import { heldFrom, windowFrom } from './items/window.ts';
import { CURRENT_POLICY } from './keys.ts';
import { wholeIncidentFrom } from './read-incident.ts';
import type { RawItem } from './table.ts';

const READERS: Readonly<Record<string, (item: RawItem) => unknown>> = {
  incident: incidentFrom,
  timeline: timelineEntryFrom,
  alert: alertFrom,
  diagnosis: diagnosisFrom,
  plan: planFrom,
  approval: approvalFrom,
  action: actionFrom,
  verification: verificationFrom,
  episode: episodeFrom,
  open: openPointerFrom,
  open_service: servicePointerFrom,
  group: groupFrom,
  lock: lockFrom,
  grant: grantFrom,
  tries: triesFrom,
  task_token: taskTokenFrom,
  receipt: receiptFrom,
  policy: policyFrom,
  brake: brakeFrom,
  window: windowFrom,
  held: heldFrom,
  flaps: flapsFrom,
  change: changeFrom,
  heartbeat: heartbeatFrom,
  sent_firing: sentFiringFrom,
  note: noteFrom,
  quarantined: quarantinedFrom,
  quarantined_body: quarantinedBodyFrom,
  quarantine_count: quarantineCountFrom,
  quarantine_growth: growthFrom,
  delivery: deliveryFrom,
  breaker: breakerFrom,
  tally: samplesFrom,
  counted: countedFrom,
  agent_count: agentCountFrom,
  agent_told: agentToldFrom,
  agent_task: agentTaskFrom,
  investigation: investigationFrom,
  push: pushFrom,
};

/** The record of everything, and the policy in force. */
export interface StoredRecord extends WholeRecord {
  readonly episodes: readonly (HeldEpisode & Keyed)[];
  readonly openPointers: readonly (OpenPointer & Keyed)[];
  readonly servicePointers: readonly (ServicePointer & Keyed)[];
  readonly locks: readonly (TargetLock & Keyed)[];
  readonly policy: Policy | undefined;
}

interface Keyed {
  /** What the item is found by; for a lock, its target. */
  readonly key: string;
}

/** Scans the whole table, strongly, and parses every item; those that do not parse are named, not skipped. */
export const readWholeRecord = async (client: DynamoDBDocumentClient, tableName: string): Promise<StoredRecord> => {
  const items: RawItem[] = [];
  const unreadable: { key: string; why: string }[] = [];
  for await (const item of scan(client, tableName)) {
    const why = whyUnreadable(item);
    if (why === undefined) items.push(item);
    else unreadable.push({ key: keyOf(item), why });
  }
  const all = <T>(type: string, from: (item: RawItem) => T): T[] =>
    items.filter((item) => item['type'] === type).map(from);

  return {
    incidents: incidentsOf(items, unreadable),
    receipts: all('receipt', receiptFrom),
    episodes: all('episode', (item) => ({ key: partition(item), ...episodeFrom(item) })),
    openPointers: all('open', (item) => ({ key: partition(item), ...openPointerFrom(item) })),
    servicePointers: all('open_service', (item) => ({ key: partition(item), ...servicePointerFrom(item) })),
    locks: all('lock', lockFrom).map((lock) => ({ key: lock.target, ...lock })),
    brakes: all('brake', brakeFrom),
    grants: all('grant', grantFrom),
    windows: all('window', windowFrom),
    held: all('held', heldFrom),
    quarantined: all('quarantined', quarantinedFrom),
    quarantinedBodies: all('quarantined_body', quarantinedBodyFrom).map(({ id }) => id),
    deliveries: all('delivery', deliveryFrom),
    tallies: all('tally', samplesFrom).flat(),
    counted: all('counted', countedFrom),
    policy: items.filter(({ pk, sk }) => pk === CURRENT_POLICY.pk && sk === CURRENT_POLICY.sk).map(policyFrom)[0],
    unreadable,
  };
};

async function* scan(client: DynamoDBDocumentClient, TableName: string): AsyncGenerator<RawItem> {
  let from: RawItem | undefined;
  do {
    const start = from === undefined ? {} : { ExclusiveStartKey: from };
    const page = await calling('dynamodb', () =>
      client.send(new ScanCommand({ TableName, ConsistentRead: true, ...start })),
    );
    yield* page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}

const whyUnreadable = (item: RawItem): string | undefined => {
  const type = String(item['type']);
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (read === undefined) return `unknown type: ${type}`;
  try {
    read(item);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const incidentsOf = (items: readonly RawItem[], unreadable: { key: string; why: string }[]): WholeIncident[] => {
  const partitions = Map.groupBy(
    items.filter((item) => partition(item).startsWith('INCIDENT#')),
    partition,
  );
  return [...partitions.values()].flatMap((parts) => {
    if (parts.some(({ type }) => type === 'incident')) return [wholeIncidentFrom(parts)];
    unreadable.push(...parts.map((part) => ({ key: keyOf(part), why: 'its incident has no readable META' })));
    return [];
  });
};

const partition = (item: RawItem): string => String(item['pk']);
const keyOf = (item: RawItem): string => `${item['pk']} ${item['sk']}`;
