import type { CallToolResult } from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { Desk } from '../adapters/operator-api/desk.ts';
import type { Tool } from '../adapters/operator-api/tools/tool.ts';
import { SelfrightError } from '../core/domain/errors.ts';

const failed = (text: string): CallToolResult => ({ isError: true, content: [{ type: 'text', text }] });

/** Runs a tool; what cannot be done is told with what to do about it, so that a model can go on. */
export const answerOf = async (tool: Tool, desk: Desk, given: unknown): Promise<CallToolResult> => {
  try {
    const answered = await tool.run(desk, given);
    return { content: [{ type: 'text', text: JSON.stringify(answered) }], structuredContent: answered };
  } catch (error) {
    if (error instanceof SelfrightError) return failed(`${error.message}. What to do: ${error.remedy}.`);
    if (error instanceof z.ZodError) return failed(`the arguments are not valid: ${z.prettifyError(error)}`);
    throw error;
  }
};
