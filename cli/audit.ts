import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { sha256 } from '../functions/adapters/crypto/digest.ts';
import { readWholeRecord, type StoredRecord } from '../functions/adapters/dynamodb/whole-table.ts';
import { s3Anchors } from '../functions/adapters/s3/anchors.ts';
import { type Anchor, type Audited, audit } from '../functions/core/domain/audit.ts';
import { type Instant, instant } from '../functions/core/domain/time.ts';
import type { Anchors } from '../functions/core/ports/anchors.ts';
import { clientSettings } from './aws.ts';
import { CommandFailed, EXIT } from './exit.ts';
import type { Stack } from './stack.ts';
import { dateOf, type Paint, plain } from './text.ts';

/** What an audit came to. */
export interface AuditReport {
  readonly ok: boolean;
  readonly audited: readonly Audited[];
  /** Items of the audited incidents that cannot be read as what they should be. */
  readonly unreadable: readonly { readonly key: string; readonly why: string }[];
  /** Whether anchors were looked for at all. */
  readonly anchorsCompared: boolean;
}

/** Audits one incident of a record, or all of them. */
export const auditRecord = async (
  record: Pick<StoredRecord, 'incidents' | 'unreadable'>,
  id: string | undefined,
  anchors: Pick<Anchors, 'of'> | undefined,
): Promise<AuditReport> => {
  const meant = record.incidents.filter(({ incident }) => id === undefined || incident.id === id);
  const unreadable = record.unreadable.filter(({ key }) => key.startsWith(`INCIDENT#${id ?? ''}`));
  if (id !== undefined && meant.length + unreadable.length === 0) {
    throw new CommandFailed(
      EXIT.negative,
      `no incident ${id.slice(0, 64)}; if there was one, it is gone from the table`,
    );
  }
  const audited: Audited[] = [];
  for (const whole of meant) {
    audited.push(audit(whole, (await anchors?.of(whole.incident.id)) ?? [], sha256));
  }
  const ok = unreadable.length === 0 && audited.every(({ breach }) => breach === undefined);
  return { ok, audited, unreadable, anchorsCompared: anchors !== undefined };
};

/** Anchors the head of every intact timeline that has entries without an anchor; what is breached is left as it is. */
export const anchorHeads = async (
  record: Pick<StoredRecord, 'incidents'>,
  { audited }: AuditReport,
  anchors: Pick<Anchors, 'keep'>,
  at: Instant,
): Promise<readonly Anchor[]> => {
  const due = audited.filter(({ breach, unanchored }) => breach === undefined && unanchored !== undefined);
  const kept: Anchor[] = [];
  for (const { incident } of record.incidents.filter((one) => due.some((d) => d.incidentId === one.incident.id))) {
    const anchor = { incidentId: incident.id, seq: incident.seq, head: incident.head, at };
    await anchors.keep(anchor);
    kept.push(anchor);
  }
  return kept;
};

/**
 * Reads the table and the anchors themselves: what is audited must not be asked whether it is right. With `anchor`, it
 * anchors what is intact and has no anchor yet.
 */
export const auditStack = async (
  { tableName, anchorBucket, endpointUrl }: Stack,
  id: string | undefined,
  anchor = false,
): Promise<AuditReport & { readonly anchored?: readonly Anchor[] }> => {
  if (anchor && anchorBucket === undefined) {
    throw new CommandFailed(
      EXIT.usage,
      'where anchors are kept is not known',
      'set SELFRIGHT_ANCHOR_BUCKET to a bucket under object lock, with a default retention',
    );
  }
  if (tableName === undefined) {
    throw new CommandFailed(EXIT.usage, 'audit reads the table itself', 'set SELFRIGHT_TABLE_NAME as well');
  }
  const settings = clientSettings(endpointUrl);
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  const s3 = new S3Client({ ...settings, forcePathStyle: endpointUrl !== undefined });
  try {
    const record = await readWholeRecord(table, tableName);
    const anchors = anchorBucket === undefined ? undefined : s3Anchors(s3, anchorBucket);
    const report = await auditRecord(record, id, anchors);
    if (!anchor || anchors === undefined) return report;
    return { ...report, anchored: await anchorHeads(record, report, anchors, instant(new Date())) };
  } finally {
    table.destroy();
    s3.destroy();
  }
};

const auditedLines = (
  { incidentId, entries, breach, anchor, unanchored }: Audited,
  paint: Paint,
): readonly string[] => {
  const verdict = breach === undefined ? paint('green', 'intact') : paint('red', 'BREACH');
  const anchored = anchor === undefined ? 'no anchor' : `anchored up to entry ${anchor.seq} at ${dateOf(anchor.at)}`;
  const open =
    unanchored &&
    `  entries ${unanchored.from} to ${unanchored.to}, since ${dateOf(unanchored.since)}, are not anchored yet`;
  return [
    `${verdict}  ${incidentId}  ${entries} entries; ${anchored}`,
    ...(breach === undefined ? [] : [`  entry ${breach.seq}: ${breach.what}`]),
    ...(open === undefined ? [] : [paint('dim', open)]),
  ];
};

/** One incident after the other, breaches with the first entry that is not right. */
export const auditLines = ({ audited, unreadable, anchorsCompared }: AuditReport, paint: Paint): readonly string[] => [
  ...audited.flatMap((one) => auditedLines(one, paint)),
  ...unreadable.map(({ key, why }) => `${paint('red', 'BREACH')}  ${plain(key)} cannot be read: ${plain(why)}`),
  ...(anchorsCompared ? [] : [paint('yellow', 'no anchors were compared: SELFRIGHT_ANCHOR_BUCKET is not set')]),
];
