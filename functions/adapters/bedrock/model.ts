import {
  type BedrockRuntimeClient,
  type ContentBlock,
  ConverseCommand,
  type Message,
  type Tool,
} from '@aws-sdk/client-bedrock-runtime';
import { AnyJsonObject } from '../../core/contracts/incident-parts.ts';
import { ContractViolation, DependencyUnavailable } from '../../core/domain/errors.ts';
import type { Model, ModelPart, ModelTool, ModelTurn } from '../../core/ports/model.ts';

/** What the SDK calls JSON without a type of its own; a copy, since it may not hold what is read only. */
const documentOf = (value: unknown) => JSON.parse(JSON.stringify(value));

const blockOf = (part: ModelPart): ContentBlock => {
  if (part.kind === 'text') return { text: part.text };
  if (part.kind === 'call') return { toolUse: { toolUseId: part.id, name: part.tool, input: documentOf(part.input) } };
  const status = part.failed ? 'error' : 'success';
  return { toolResult: { toolUseId: part.id, status, content: [{ text: part.text }] } };
};

const messageOf = ({ by, parts }: ModelTurn): Message => ({
  role: by === 'model' ? 'assistant' : 'user',
  content: parts.map(blockOf),
});

const toolOf = ({ name, description, input }: ModelTool): Tool => ({
  toolSpec: { name, description, inputSchema: { json: documentOf(input) } },
});

const partOf = ({ text, toolUse }: ContentBlock): readonly ModelPart[] => {
  if (text !== undefined) return [{ kind: 'text', text }];
  if (toolUse === undefined) return [];
  const input = AnyJsonObject.safeParse(toolUse.input ?? {});
  return [{ kind: 'call', id: toolUse.toolUseId ?? '', tool: toolUse.name ?? '', input: input.data ?? {} }];
};

/** A model of Amazon Bedrock, by its Converse API. */
export const bedrockModel = (client: BedrockRuntimeClient, modelId: string): Model => ({
  name: modelId,
  converse: async ({ system, turns, tools, mostTokens }) => {
    const answer = await client
      .send(
        new ConverseCommand({
          modelId,
          system: [{ text: system }],
          messages: turns.map(messageOf),
          toolConfig: { tools: tools.map(toolOf) },
          inferenceConfig: { maxTokens: mostTokens, temperature: 0 },
        }),
      )
      .catch((error: unknown) => {
        const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        throw new DependencyUnavailable('bedrock', why, {
          cause: error,
          remedy: 'see that the model may be used in this account and region',
        });
      });
    const { output, usage } = answer;
    if (output?.message === undefined) throw new ContractViolation('bedrock answered without a message');
    const { inputTokens: input = 0, outputTokens: out = 0 } = usage ?? {};
    return { parts: (output.message.content ?? []).flatMap(partOf), tokens: { input, output: out } };
  },
});
