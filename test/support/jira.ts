import * as z from 'zod';
import type { TestOutputs } from './outputs.ts';

const Seen = z.object({
  /** Webhooks, and what they were answered; 0 while they are under way. */
  told: z.array(z.object({ event: z.string(), status: z.int() })),
  issues: z.array(
    z.object({
      key: z.string(),
      fields: z.object({ labels: z.array(z.string()), status: z.object({ name: z.string() }) }),
      history: z.array(z.object({ what: z.string(), to: z.string() })),
      links: z.array(z.object({ title: z.string() })),
      comments: z.array(z.object({ properties: z.array(z.object({ value: z.object({ seq: z.int() }) })) })),
    }),
  ),
});

/** What a person does there. */
interface Deed {
  readonly key: string;
  readonly by: string;
  /** What they write under the ticket. */
  readonly text?: string;
  /** The status that they move it to. */
  readonly to?: string;
}

const seenAt = async (jiraUrl: string) => Seen.parse(await (await fetch(`${jiraUrl}/stand-in`)).json());

/** The stand-in for Jira, as a test makes it behave and looks into it. */
export const jiraOf = ({ jiraUrl }: TestOutputs) => ({
  behave: async (mode: 'well' | 'down' | 'rate-limited' | 'broken' | 'lose-answers'): Promise<void> => {
    await fetch(`${jiraUrl}/stand-in`, { method: 'POST', body: JSON.stringify({ mode }) });
  },
  act: async (deed: Deed): Promise<number> =>
    (await fetch(`${jiraUrl}/stand-in/act`, { method: 'POST', body: JSON.stringify(deed) })).status,
  /** Every webhook once more, as when an answer was lost. */
  tellAgain: () => fetch(`${jiraUrl}/stand-in/tell-again`, { method: 'POST' }),
  /** What the webhooks were answered so far. */
  told: async () => (await seenAt(jiraUrl)).told,
  /** Every ticket of an incident, with the entries that its comments tell. */
  ticketsOf: async (id: string) => {
    const { issues } = await seenAt(jiraUrl);
    return issues
      .filter(({ fields }) => fields.labels.includes(`selfright-${id}`))
      .map(({ key, fields, comments, history, links }) => ({
        key,
        comments: comments.length,
        status: fields.status.name,
        /** The statuses that it went through, in order. */
        history: history.filter(({ what }) => what === 'status').map(({ to }) => to),
        links: links.map(({ title }) => title),
        seqs: comments.flatMap(({ properties }) => properties.map(({ value }) => value.seq)),
      }));
  },
});
