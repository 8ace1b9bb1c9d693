import * as z from 'zod';
import { AGENT_PROTOCOLS } from '../domain/agent-call.ts';

/** The header by which our own servers for agents say what was called: a protocol and a tool. */
export const AGENT_HEADER = 'selfright-agent';

/** The header with what a peer said, percent-encoded; and how much of it is kept. */
export const SAYS_HEADER = 'selfright-agent-says';
export const LONGEST_SAYING = 500;

export const SayingHeader = z
  .string()
  .max(LONGEST_SAYING * 9)
  .transform((text, context) => {
    try {
      return decodeURIComponent(text).slice(0, LONGEST_SAYING).toWellFormed();
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      context.addIssue({ code: 'custom', message: 'not percent-encoded' });
      return z.NEVER;
    }
  });

export const AgentCallHeader = z
  .string()
  .regex(/^[a-z0-9]{1,8} [a-z][a-z0-9_./-]{0,79}$/)
  .transform((text) => {
    const [protocol, tool] = text.split(' ');
    return { protocol, tool };
  })
  .pipe(z.object({ protocol: z.enum(AGENT_PROTOCOLS), tool: z.string() }));
