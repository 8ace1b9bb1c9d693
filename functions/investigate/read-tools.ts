import * as z from 'zod';
import type { Desk } from '../adapters/operator-api/desk.ts';
import { READ_TOOLS } from '../adapters/operator-api/tools/index.ts';
import { AnyJsonObject } from '../core/contracts/incident-parts.ts';
import { SelfrightError } from '../core/domain/errors.ts';
import type { ReadTool } from '../core/ports/read-tool.ts';

/** The tools of ours that only read, for a model that we ask ourselves. */
export const readToolsOf = (deskFor: (tool: string) => Desk): readonly ReadTool[] =>
  READ_TOOLS.map((tool) => ({
    name: tool.name,
    description: tool.description,
    input: AnyJsonObject.parse(z.toJSONSchema(tool.input, { io: 'input' })),
    run: async (given) => {
      try {
        return { ok: true, text: JSON.stringify(await tool.run(deskFor(tool.name), given)) };
      } catch (error) {
        if (error instanceof SelfrightError) return { ok: false, text: `${error.message}. ${error.remedy}.` };
        if (error instanceof z.ZodError) return { ok: false, text: z.prettifyError(error) };
        throw error;
      }
    },
  }));
