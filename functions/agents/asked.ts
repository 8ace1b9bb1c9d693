import type { Message } from '@a2a-js/sdk';
import * as z from 'zod';
import { IncidentId, Words } from '../adapters/operator-api/tools/shapes.ts';

/** What a peer can ask by a data part. What it says as text decides nothing. */
export const Asked = z.object({
  incident_id: IncidentId.optional(),
  /** Instead of an incident's id: whatever is open about this service. */
  alert: z.object({ service: z.string().min(1).max(200) }).optional(),
  /** Telemetry to be diagnosed without any incident, as diagnose_case takes it. */
  case: z.looseObject({}).optional(),
  decision: z.enum(['approve', 'deny']).optional(),
  plan_digest: z.string().min(1).max(128).optional(),
  comment: Words.optional(),
  /** Take back what was done about an incident that is over. */
  undo: z.literal(true).optional(),
});
export type Asked = z.infer<typeof Asked>;

export type ReadAsked =
  | { readonly ok: true; readonly asked: Asked; readonly text: string }
  | { readonly ok: false; readonly why: string };

const LONGEST_TEXT = 2_000;
const ID_IN_TEXT = /INC-[0-9A-HJKMNP-TV-Z]{26}/;

/** Reads a message: its data parts say what to do; of its text only an incident's id is taken, and the rest is kept as words. */
export const readAsked = ({ parts }: Pick<Message, 'parts'>): ReadAsked => {
  const texts = parts.flatMap(({ content }) => (content?.$case === 'text' ? [content.value] : []));
  const data: unknown[] = parts.flatMap(({ content }) => (content?.$case === 'data' ? [content.value] : []));
  const given = Asked.safeParse(Object.assign({}, ...data.filter((one) => typeof one === 'object')));
  if (!given.success) return { ok: false, why: `the data part is not valid: ${z.prettifyError(given.error)}` };
  const text = texts.join('\n').slice(0, LONGEST_TEXT).toWellFormed();
  const named = ID_IN_TEXT.exec(text)?.[0];
  const incident_id = given.data.incident_id ?? named;
  return { ok: true, asked: { ...given.data, ...(incident_id !== undefined && { incident_id }) }, text };
};
