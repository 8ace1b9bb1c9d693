import type { JsonObject } from '../../../functions/core/domain/json.ts';
import type { Model, ModelAnswer, ModelPart, ModelQuestion } from '../../../functions/core/ports/model.ts';

type Line = readonly ModelPart[] | ((question: ModelQuestion) => readonly ModelPart[]) | Error;

let calls = 0;

/** That the model calls a tool. */
export const call = (tool: string, input: JsonObject = {}): ModelPart => {
  calls += 1;
  return { kind: 'call', id: `call-${calls}`, tool, input };
};

/** A stand-in for a model that says its lines in turn, and its last one for ever; it remembers what it was asked. */
export const scriptedModel = (
  lines: readonly Line[],
  tokens: ModelAnswer['tokens'] = { input: 1_000, output: 100 },
) => {
  const asked: ModelQuestion[] = [];
  const model: Model = {
    name: 'scripted',
    converse: async (question) => {
      asked.push(question);
      const line = lines[Math.min(asked.length, lines.length) - 1] ?? [];
      if (line instanceof Error) throw line;
      return { parts: typeof line === 'function' ? line(question) : line, tokens };
    },
  };
  return { model, asked };
};
