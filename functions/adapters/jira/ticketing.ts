import {
  addComment,
  createIssue,
  createOrUpdateRemoteIssueLink,
  doTransition,
  editIssue,
  getComments,
  getIssue,
  getTransitions,
  searchAndReconsileIssuesUsingJqlPost,
} from 'jira.js/cloud';
import type { Client } from 'jira.js/core';
import * as z from 'zod';
import type { Incident, IncidentId } from '../../core/domain/incident.ts';
import type { JiraPolicy } from '../../core/domain/integrations.ts';
import type { Telling } from '../../core/domain/telling.ts';
import type { Ticketing } from '../../core/ports/ticketing.ts';
import { documentOf, inertText } from './adf.ts';
import { Ours, PROPERTY, Properties, read, Status } from './seen.ts';

const LONGEST_SUMMARY = 200;
export const labelOf = (id: IncidentId): string => `selfright-${id}`;

const Found = z.array(
  z.object({
    key: z.string(),
    fields: z.object({ labels: z.array(z.string()).default([]), status: Status }),
    properties: z.record(z.string(), z.unknown()).default({}),
  }),
);
const Commented = z.array(z.object({ properties: Properties }));
const Ways = z.array(z.object({ id: z.string(), to: Status }));
const Now = z.object({ status: Status });

const is = ({ name, statusCategory }: Status, wanted: string): boolean =>
  wanted.startsWith('category:')
    ? statusCategory.key === wanted.slice('category:'.length)
    : name.toLowerCase() === wanted.toLowerCase();

/** Tickets in Jira Cloud. */
export const jiraTicketing = (client: Client, policy: JiraPolicy, consoleUrl: string): Ticketing => {
  const { projectKey, lifecycle, priorities } = policy;

  const fieldsOf = ({ id, title, severity, service, openedAt, linkedTo }: Incident, { headline, lines }: Telling) => ({
    ...policy.fields,
    project: { key: projectKey },
    issuetype: { name: policy.issueType },
    summary: inertText(title, LONGEST_SUMMARY),
    labels: [labelOf(id), ...policy.labels],
    ...(policy.components.length > 0 && { components: policy.components.map((name) => ({ name })) }),
    ...(priorities[severity] !== undefined && { priority: { name: priorities[severity] } }),
    description: documentOf(headline, lines, [
      `${id}, ${severity}${service === undefined ? '' : `, ${service}`}, opened ${openedAt}`,
      ...(linkedTo === undefined ? [] : [`It follows ${linkedTo} (label ${labelOf(linkedTo)}).`]),
    ]),
  });

  return {
    find: async (id) => {
      const { issues } = await searchAndReconsileIssuesUsingJqlPost(client, {
        jql: `project = "${projectKey}" AND labels = "${labelOf(id)}" ORDER BY created ASC`,
        fields: ['labels', 'status'],
        properties: [PROPERTY],
        maxResults: 10,
      });
      return read(Found, issues ?? [], 'the search').find(
        ({ fields, properties }) =>
          fields.labels.includes(labelOf(id)) &&
          fields.status.statusCategory.key !== 'done' &&
          Ours.safeParse(properties[PROPERTY]).data?.incidentId === id,
      )?.key;
    },
    open: async (incident, telling) => {
      const { key } = await createIssue(client, {
        fields: fieldsOf(incident, telling),
        properties: [{ key: PROPERTY, value: { incidentId: incident.id } }],
      });
      return read(z.string().min(1), key, 'the new issue');
    },
    hasComment: async (key, seq) => {
      const { comments } = await getComments(client, {
        issueIdOrKey: key,
        orderBy: '-created',
        maxResults: 100,
        expand: 'properties',
      });
      return read(Commented, comments ?? [], 'the comments').some(({ properties }) =>
        properties.some((one) => one.key === PROPERTY && Ours.safeParse(one.value).data?.seq === seq),
      );
    },
    comment: async (key, seq, { headline, lines }) => {
      await addComment(client, {
        issueIdOrKey: key,
        body: documentOf(headline, lines),
        properties: [{ key: PROPERTY, value: { incidentId: key, seq } }],
      });
    },
    move: async (key, to) => {
      const wanted = lifecycle[to];
      const { fields } = await getIssue(client, { issueIdOrKey: key, fields: ['status'] });
      const { status } = read(Now, fields, 'the issue');
      const rank = wanted.findIndex((one) => is(status, one));
      if (wanted.length === 0 || rank === 0) return 'there';
      const { transitions } = await getTransitions(client, { issueIdOrKey: key });
      const ways = read(Ways, transitions ?? [], 'the transitions');
      for (const one of rank < 0 ? wanted : wanted.slice(0, rank)) {
        const way = ways.find((each) => is(each.to, one));
        if (way === undefined) continue;
        await doTransition(client, { issueIdOrKey: key, transition: { id: way.id } });
        return 'moved';
      }
      return rank < 0 ? 'no_way' : 'there';
    },
    handOver: async (key) => {
      const { escalatedPriority: priority, escalatedAssignee: accountId } = policy;
      if (priority === undefined && accountId === undefined) return;
      const fields = {
        ...(priority !== undefined && { priority: { name: priority } }),
        ...(accountId !== undefined && { assignee: { accountId } }),
      };
      await editIssue(client, { issueIdOrKey: key, fields });
    },
    link: async (key, { id, status }) => {
      const title = status === 'closed' ? `Postmortem of ${id}` : `Selfright: ${id}`;
      await createOrUpdateRemoteIssueLink(client, {
        issueIdOrKey: key,
        globalId: `${PROPERTY}=${id}`,
        object: { url: `${consoleUrl}#/incidents/${id}`, title },
      });
    },
    urlOf: (key) => `${policy.baseUrl.replace(/\/$/, '')}/browse/${encodeURIComponent(key)}`,
  };
};
