import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { bedrockModel } from '../../../functions/adapters/bedrock/model.ts';

const client = new BedrockRuntimeClient({ region: 'eu-central-1' });
const bedrock = mockClient(client);
const model = bedrockModel(client, 'a.model-v1:0');

const question = {
  system: 'look',
  turns: [
    { by: 'us' as const, parts: [{ kind: 'text' as const, text: 'Look at INC-1.' }] },
    {
      by: 'model' as const,
      parts: [{ kind: 'call' as const, id: 't1', tool: 'get_incident', input: { incident_id: 'INC-1' } }],
    },
    { by: 'us' as const, parts: [{ kind: 'result' as const, id: 't1', text: 'no such incident', failed: true }] },
  ],
  tools: [{ name: 'get_incident', description: 'gets one', input: { type: 'object' } }],
  mostTokens: 500,
};

beforeEach(() => bedrock.reset());

describe('a model of Bedrock', () => {
  it('is asked by Converse with the turns and the tools, and its answer is read', async () => {
    bedrock.on(ConverseCommand).resolves({
      output: {
        message: {
          role: 'assistant',
          content: [{ text: 'hm' }, { toolUse: { toolUseId: 't2', name: 'suggest', input: { suggestions: [] } } }],
        },
      },
      usage: { inputTokens: 12, outputTokens: 3, totalTokens: 15 },
    });

    const answer = await model.converse(question);

    expect(answer).toEqual({
      parts: [
        { kind: 'text', text: 'hm' },
        { kind: 'call', id: 't2', tool: 'suggest', input: { suggestions: [] } },
      ],
      tokens: { input: 12, output: 3 },
    });
    expect(bedrock.commandCalls(ConverseCommand)[0]?.args[0].input).toMatchObject({
      modelId: 'a.model-v1:0',
      system: [{ text: 'look' }],
      messages: [
        { role: 'user', content: [{ text: 'Look at INC-1.' }] },
        { role: 'assistant', content: [{ toolUse: { toolUseId: 't1', name: 'get_incident' } }] },
        { role: 'user', content: [{ toolResult: { toolUseId: 't1', status: 'error' } }] },
      ],
      toolConfig: { tools: [{ toolSpec: { name: 'get_incident', inputSchema: { json: { type: 'object' } } } }] },
      inferenceConfig: { maxTokens: 500 },
    });
  });

  it('is unavailable when it may not be used', async () => {
    bedrock.on(ConverseCommand).rejects(Object.assign(new Error('no access'), { name: 'AccessDeniedException' }));

    await expect(model.converse(question)).rejects.toMatchObject({ name: 'DependencyUnavailable' });
  });

  it('fails when it answers nothing at all', async () => {
    bedrock.on(ConverseCommand).resolves({});

    await expect(model.converse(question)).rejects.toMatchObject({ name: 'ContractViolation' });
  });
});
