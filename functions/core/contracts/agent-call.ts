import * as z from 'zod';
import { AGENT_PROTOCOLS } from '../domain/agent-call.ts';

/** The header by which our own servers for agents say what was called: a protocol and a tool. */
export const AGENT_HEADER = 'selfright-agent';

export const AgentCallHeader = z
  .string()
  .regex(/^[a-z0-9]{1,8} [a-z][a-z0-9_./-]{0,79}$/)
  .transform((text) => {
    const [protocol, tool] = text.split(' ');
    return { protocol, tool };
  })
  .pipe(z.object({ protocol: z.enum(AGENT_PROTOCOLS), tool: z.string() }));
