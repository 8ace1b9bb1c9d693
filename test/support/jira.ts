import * as z from 'zod';
import type { TestOutputs } from './outputs.ts';

const Seen = z.object({
  issues: z.array(
    z.object({
      fields: z.object({ labels: z.array(z.string()), status: z.object({ name: z.string() }) }),
      history: z.array(z.object({ what: z.string(), to: z.string() })),
      links: z.array(z.object({ title: z.string() })),
      comments: z.array(z.object({ properties: z.array(z.object({ value: z.object({ seq: z.int() }) })) })),
    }),
  ),
});

/** The stand-in for Jira, as a test makes it behave and looks into it. */
export const jiraOf = ({ jiraUrl }: TestOutputs) => ({
  behave: async (mode: 'well' | 'down' | 'rate-limited' | 'broken' | 'lose-answers'): Promise<void> => {
    await fetch(`${jiraUrl}/stand-in`, { method: 'POST', body: JSON.stringify({ mode }) });
  },
  /** Every ticket of an incident, with the entries that its comments tell. */
  ticketsOf: async (id: string) => {
    const answer: unknown = await (await fetch(`${jiraUrl}/stand-in`)).json();
    return Seen.parse(answer)
      .issues.filter(({ fields }) => fields.labels.includes(`selfright-${id}`))
      .map(({ fields, comments, history, links }) => ({
        status: fields.status.name,
        /** The statuses that it went through, in order. */
        history: history.filter(({ what }) => what === 'status').map(({ to }) => to),
        links: links.map(({ title }) => title),
        seqs: comments.flatMap(({ properties }) => properties.map(({ value }) => value.seq)),
      }));
  },
});
