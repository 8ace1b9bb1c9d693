import * as z from 'zod';
import { jsonIn } from '../../core/contracts/read-json.ts';

/** What the platform writes around each call, and tells nothing of the service. */
const PLATFORM = /^(START|END|REPORT|INIT_START|EXTENSION)\b/;

/** What structured loggers have in common; the rest of a line are facts that differ from one to the next. */
const Structured = z.object({
  level: z.string().optional(),
  message: z.string(),
  reason: z.string().optional(),
  errorType: z.string().optional(),
});

/** The words of a line by which it is told from others: of a structured one its level, message and reason. Undefined for the platform's own. */
export const wordsOfLine = (message: string): string | undefined => {
  const text = message.trim();
  if (text === '' || PLATFORM.test(text)) return undefined;
  const structured = text.startsWith('{') ? Structured.safeParse(jsonIn(text)) : undefined;
  if (!structured?.success) return text;
  const { level, message: said, reason, errorType } = structured.data;
  return [level, said, reason, errorType].filter((one) => one !== undefined).join(' ');
};
