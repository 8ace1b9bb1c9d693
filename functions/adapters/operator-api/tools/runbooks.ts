import * as z from 'zod';
import { Refused } from '../refused.ts';
import { type Tool, tool } from './tool.ts';

const listRunbooks = tool({
  name: 'list_runbooks',
  description: 'Lists the causes that have a declared answer, and how often each recovery was measured.',
  hints: { title: 'List runbooks' },
  input: z.object({}),
  output: z.object({
    runbooks: z.array(z.object({ fault: z.string(), cause: z.string(), rungs: z.int(), verified: z.number() })),
  }),
  does: async (desk) => {
    const { runbooks } = await desk.runbooks();
    const listed = runbooks.map(({ fault, cause, ladder, record }) => ({
      ...{ fault, cause, rungs: ladder.length },
      verified: record.verifications['verified'] ?? 0,
    }));
    return { runbooks: listed };
  },
});

const Counts = z.record(z.string(), z.number());

const explainRunbook = tool({
  name: 'explain_runbook',
  description:
    'Explains one runbook: its ladder from gentle to strong, how each step ends, what counts as recovered, and how it did so far.',
  hints: { title: 'Explain a runbook' },
  input: z.object({ fault: z.string().min(1).max(63) }),
  output: z.object({
    fault: z.string(),
    cause: z.string(),
    ladder: z.array(
      z.object({
        says: z.string(),
        steps: z.array(z.object({ says: z.string(), risk: z.string(), ending: z.string() })),
      }),
    ),
    recovered_when: z.array(z.string()),
    record: z.object({ plans: Counts, actions: Counts, verifications: Counts }),
  }),
  does: async (desk, { fault }) => {
    const { runbooks } = await desk.runbooks();
    const found = runbooks.find((one) => one.fault === fault);
    if (found === undefined) {
      throw new Refused(422, `no runbook is called that; known are ${runbooks.map((one) => one.fault).join(', ')}`);
    }
    const { cause, ladder, recoveredWhen, record } = found;
    return { fault, cause, ladder, recovered_when: recoveredWhen, record };
  },
});

/** The declared answers. */
export const RUNBOOK_TOOLS: readonly Tool[] = [listRunbooks, explainRunbook];
