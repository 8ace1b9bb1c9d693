import { getComments, getIssue } from 'jira.js/cloud';
import type { Client } from 'jira.js/core';
import * as z from 'zod';
import { IncidentIdText } from '../../core/contracts/incident-parts.ts';
import { DependencyUnavailable } from '../../core/domain/errors.ts';
import type { TicketReader } from '../../core/ports/ticket-reader.ts';
import { textOfDocument } from './document-text.ts';
import { Ours, PROPERTY, Properties, read, Status } from './seen.ts';

const Issue = z.object({
  fields: z.object({ status: Status }),
  properties: z.record(z.string(), z.unknown()).default({}),
});
const Comments = z.array(
  z.object({
    id: z.string(),
    author: z.object({ accountId: z.string().default(''), displayName: z.string().default('somebody') }).default({
      accountId: '',
      displayName: 'somebody',
    }),
    body: z.unknown(),
    properties: Properties,
  }),
);

const isMissing = (error: unknown): boolean => error instanceof DependencyUnavailable && / 404 /.test(error.message);

/** Reads issues of Jira Cloud as they are now. */
export const jiraTicketReader = (client: Client): TicketReader => ({
  ticket: async (key) => {
    try {
      const issue = await getIssue(client, { issueIdOrKey: key, fields: ['status'], properties: [PROPERTY] });
      const { fields, properties } = read(Issue, issue, 'the issue');
      const ours = Ours.safeParse(properties[PROPERTY]).data;
      return {
        incidentId: IncidentIdText.safeParse(ours?.incidentId).data,
        isDone: fields.status.statusCategory.key === 'done',
      };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  comment: async (key, commentId) => {
    const { comments } = await getComments(client, {
      issueIdOrKey: key,
      orderBy: '-created',
      maxResults: 100,
      expand: 'properties',
    });
    const found = read(Comments, comments ?? [], 'the comments').find(({ id }) => id === commentId);
    return (
      found && {
        accountId: found.author.accountId,
        authorName: found.author.displayName,
        text: textOfDocument(found.body),
        isOurs: found.properties.some((one) => one.key === PROPERTY && Ours.safeParse(one.value).success),
      }
    );
  },
});
