import { GetObjectCommand, ListObjectVersionsCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { Anchor } from '../../core/domain/audit.ts';
import { ContractViolation } from '../../core/domain/errors.ts';
import type { IncidentId } from '../../core/domain/incident.ts';
import type { Anchors } from '../../core/ports/anchors.ts';
import { calling } from '../failures.ts';

const Kept = z.object({
  incidentId: z.templateLiteral(['INC-', z.string()]),
  seq: z.int().min(1),
  head: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
});

const folderOf = (id: IncidentId): string => `anchors/${id}/`;
const keyOf = ({ incidentId, seq }: Anchor): string => `${folderOf(incidentId)}${String(seq).padStart(8, '0')}.json`;

/**
 * Anchors as objects of a versioned bucket under object lock, whose default retention holds each of them. All versions
 * count: a second one under a key does not hide the first, and neither does a delete marker.
 */
export const s3Anchors = (client: S3Client, bucket: string): Anchors => {
  const versionsOf = async (id: IncidentId) => {
    const found: { key: string; version: string }[] = [];
    let from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
    while (from !== undefined) {
      const page: ListVersions = await calling('s3', () =>
        client.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: folderOf(id), ...from })),
      );
      found.push(...(page.Versions ?? []).map(({ Key: key = '', VersionId: version = '' }) => ({ key, version })));
      from = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
        : undefined;
    }
    return found;
  };

  const read = async (id: IncidentId, key: string, version: string): Promise<Anchor> => {
    const { Body } = await calling('s3', () =>
      client.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: version })),
    );
    const parsed = Kept.safeParse(JSON.parse((await Body?.transformToString()) ?? 'null'));
    if (parsed.success && parsed.data.incidentId === id) return parsed.data;
    throw new ContractViolation(`${key} (version ${version}) is no anchor of ${id}`);
  };

  return {
    keep: (anchor) =>
      calling('s3', async () => {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: keyOf(anchor),
            Body: JSON.stringify(anchor),
            ContentType: 'application/json',
            // A bucket under object lock takes nothing without a checksum.
            ChecksumAlgorithm: 'SHA256',
          }),
        );
      }),
    of: async (id) => Promise.all((await versionsOf(id)).map(({ key, version }) => read(id, key, version))),
  };
};

type ListVersions = import('@aws-sdk/client-s3').ListObjectVersionsCommandOutput;
