import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Incident } from '../../core/domain/incident.ts';
import type { Reason } from '../../core/domain/reason.ts';
import type { Pager } from '../../core/ports/pager.ts';
import { calling } from '../failures.ts';

/** SNS takes a subject of at most 100 printable ASCII characters on one line. */
const SUBJECT_LENGTH = 100;
/** A message holds 256 kB; nobody reads that much of a page. */
const SUMMARY_LENGTH = 8_000;

/** People behind a topic: whoever subscribed to it, by mail, pager or chat. */
export const snsPager = (client: SNSClient, topicArn: string): Pager => ({
  escalate: (incident, reason, summary, level = 1) =>
    calling('sns', async () => {
      await client.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: subjectOf(incident, reason),
          Message: JSON.stringify({ ...messageOf(incident, reason, summary), level }),
          // By these a subscription's filter policy chooses whom it is for.
          MessageAttributes: {
            level: { DataType: 'Number', StringValue: `${level}` },
            severity: { DataType: 'String', StringValue: incident.severity || 'unknown' },
          },
        }),
      );
    }),
});

/** The reason leads, because a long title is cut. */
export const subjectOf = ({ title, severity }: Incident, reason: Reason): string =>
  `Selfright ${severity}, ${reason}: ${title}`.replace(/[^\x20-\x7e]/g, '?').slice(0, SUBJECT_LENGTH);

const messageOf = (incident: Incident, reason: Reason, summary: string) => ({
  incidentId: incident.id,
  service: incident.service ?? null,
  title: incident.title,
  severity: incident.severity,
  reason,
  summary: summary.slice(0, SUMMARY_LENGTH),
  openedAt: incident.openedAt,
});
