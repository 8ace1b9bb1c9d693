import { A2A_VERSION_HEADER, AgentCard } from '@a2a-js/sdk';
import { LegacyJsonRpcTransportHandler, LegacyRestTransportHandler } from '@a2a-js/sdk/compat/v0_3/server';
import { JsonRpcTransportHandler, ServerCallContext, validateVersion } from '@a2a-js/sdk/server';
import type { APIGatewayProxyResult } from 'aws-lambda';
import * as z from 'zod';
import { deskOf } from '../adapters/operator-api/desk.ts';
import { Refused } from '../adapters/operator-api/refused.ts';
import { readJson } from '../core/contracts/read-json.ts';
import type { AgentName } from '../core/domain/agent-task.ts';
import type { PushConfigs } from '../core/ports/push-configs.ts';
import { type HttpRequest, json, problem, unauthorized } from '../runtime/http.ts';
import { bearerOf } from '../runtime/tokens.ts';
import type { Agent, Call } from './agent.ts';
import { isArtifactName, schemaOf } from './artifacts.ts';
import { cardOf, isAgentName } from './cards.ts';
import { type HandleDeps, handleTasks } from './handle-tasks.ts';

export interface A2aEndpointDeps extends Pick<HandleDeps, 'tasks' | 'clock' | 'newId' | 'pause'> {
  readonly pushConfigs: PushConfigs;
  /** Below which addresses peers may be told of their tasks, by the policy as it is now. */
  readonly pushAllowed: () => Promise<readonly string[]>;
  /** Where our API answers, with no slash at the end. */
  readonly apiUrl: string;
  readonly agents: Readonly<Record<AgentName, Agent>>;
  /** @default the global one */
  readonly fetch?: typeof fetch | undefined;
}

/** Larger than any message of ours but a case; what is larger is not even parsed. */
const MOST_BYTES = 1024 * 1024;
const TOKEN = 'token in the authorization header';
const LEGACY = '0.3';

/** One request, not a batch. */
const RpcRequest = z.looseObject({ jsonrpc: z.literal('2.0'), method: z.string().min(1) });

/** The id of what is no request after all, where it has one: whoever asked can then tell which one it was. */
const RpcId = z.object({ id: z.union([z.string(), z.number()]) });

const rpcError = (code: number, message: string, asked?: unknown) =>
  json(200, { jsonrpc: '2.0', id: RpcId.safeParse(asked).data?.id ?? null, error: { code, message } });

/** Three agents over A2A: their cards for everybody, their tasks for whoever has a token. */
export const makeA2aEndpoint = (deps: A2aEndpointDeps) => {
  const { apiUrl, agents, fetch } = deps;

  /** Peers of 0.3 send no version: what they read stands in the card that they get, and both find where to call. */
  const card = async (name: AgentName, version: string | undefined): Promise<APIGatewayProxyResult> => {
    const allowed = await deps.pushAllowed();
    const told = cardOf(apiUrl, name, allowed.length > 0);
    if (version !== undefined && version !== LEGACY) return json(200, AgentCard.toJSON(told));
    const nobody: Call = {
      apiUrl,
      token: '',
      desk: (skill) => deskOf({ url: apiUrl, token: '', protocol: 'a2a' }, skill),
    };
    const handler = { ...handlerOf(name, nobody, '', allowed), getAuthenticatedExtendedAgentCard: async () => told };
    const older = await new LegacyRestTransportHandler(handler).getAuthenticatedExtendedAgentCard(
      new ServerCallContext(),
    );
    return json(200, { ...older, supportedInterfaces: told.supportedInterfaces });
  };

  const handlerOf = (name: AgentName, call: Call, subject: string, allowed: readonly string[]) =>
    handleTasks({ ...deps, name, agent: agents[name], call, subject, pushes: { configs: deps.pushConfigs, allowed } });

  const answer = async (name: AgentName, request: HttpRequest, subject: string, token: string) => {
    const read = readJson(request.body);
    if (!read.ok) return rpcError(-32_700, read.why);
    const called = RpcRequest.safeParse(read.value);
    if (!called.success) return rpcError(-32_600, 'expected one JSON-RPC 2.0 request', read.value);
    const version = request.headers[A2A_VERSION_HEADER.toLowerCase()];
    const requestedVersion = version === undefined || version === '' ? LEGACY : version;
    const desk: Call['desk'] = (skill, says) => deskOf({ url: apiUrl, token, protocol: 'a2a', fetch, says }, skill);
    const handler = handlerOf(name, { apiUrl, token, desk }, subject, await deps.pushAllowed());
    const isLegacy = requestedVersion === LEGACY;
    const transport = isLegacy ? new LegacyJsonRpcTransportHandler(handler) : new JsonRpcTransportHandler(handler);
    const errorOf = isLegacy
      ? LegacyJsonRpcTransportHandler.mapToLegacyJSONRPCError
      : JsonRpcTransportHandler.mapToJSONRPCError;
    const body: Record<string, unknown> = called.data;
    try {
      validateVersion(requestedVersion, cardOf(apiUrl, name), 'JSONRPC');
      const told = await transport.handle(body, new ServerCallContext({ requestedVersion }));
      if (!(Symbol.asyncIterator in told)) return json(200, told);
      for await (const first of told) return json(200, first);
      return rpcError(-32_603, 'nothing to answer');
    } catch (error) {
      return json(200, { jsonrpc: '2.0', id: body['id'] ?? null, error: errorOf(error) });
    }
  };

  return async (request: HttpRequest): Promise<APIGatewayProxyResult> => {
    const { method, path, headers, body } = request;
    const [root = '', name = '', ...rest] = path;
    const version = headers[A2A_VERSION_HEADER.toLowerCase()];
    if (root === '.well-known') return card('coordinator', version);
    if (name === 'schemas') {
      const [schema = ''] = rest;
      return isArtifactName(schema) ? json(200, schemaOf(schema)) : problem(404, { detail: 'no such schema' });
    }
    if (!isAgentName(name))
      return problem(404, { detail: `no agent of that name; known are ${Object.keys(agents).join(', ')}` });
    if (rest.join('/') === '.well-known/agent-card.json') return card(name, version);
    if (rest.length > 0) return problem(404, { detail: 'no such route below an agent' });
    if (method !== 'POST')
      return problem(405, { detail: `${method} is not allowed here; POST is`, headers: { allow: 'POST' } });
    const token = bearerOf(headers['authorization']);
    if (token === undefined) return unauthorized('Bearer realm="selfright"', TOKEN);
    if (body.byteLength > MOST_BYTES) return problem(413, { detail: `more than ${MOST_BYTES} bytes` });
    try {
      const { subject } = await deskOf({ url: apiUrl, token, protocol: 'a2a', fetch }, 'connect').me();
      return await answer(name, request, subject, token);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.status === 401) return unauthorized('Bearer realm="selfright", error="invalid_token"', TOKEN);
      return problem(error.status, { detail: error.message });
    }
  };
};
