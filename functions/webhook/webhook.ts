import type { APIGatewayProxyResult } from 'aws-lambda';
import type { Parsed, Presented, Source } from '../adapters/sources/source.ts';
import { whyOf } from '../adapters/sources/why.ts';
import type { Received } from '../core/usecases/receive-notification.ts';
import { isJson } from '../runtime/content-type.ts';
import { type HttpRequest, json, problem, unauthorized, unavailable } from '../runtime/http.ts';
import type { SetAside } from './set-aside.ts';

/** In bytes. A Lambda is called with at most 6 MB, and a body grows by its quotes on the way into that call. */
export const LARGEST_BODY = 4_000_000;

export interface WebhookDeps {
  readonly sourceNamed: (name: string) => Source | undefined;
  readonly sourceNames: readonly string[];
  readonly authentic: (source: Source, request: Pick<Presented, 'headers' | 'rawBody'>) => Promise<boolean>;
  readonly receive: (source: string, body: string) => Promise<Received>;
  /** Answers what is authentic but holds no alerts that are understood. */
  readonly setAside: SetAside;
  readonly log: { warn(message: string, facts: Record<string, unknown>): void };
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** POST /alerts/{source}: who it is, then whether it can be read, then stored, and only then acknowledged. */
export const makeWebhook = ({ sourceNamed, sourceNames, authentic, receive, setAside, log }: WebhookDeps) => {
  const stored = async (source: Source, text: string): Promise<APIGatewayProxyResult> => {
    const received = await receive(source.name, text);
    const { receiptId } = received;
    if (received.outcome === 'unavailable') {
      log.warn('notification not stored', { receiptId, source: source.name, why: reasonOf(received.cause) });
      return unavailable('the notification could not be stored; send it again');
    }
    return json(202, { receiptId });
  };

  const notUnderstood = async (
    source: Source,
    request: HttpRequest,
    parsed: Extract<Parsed, { outcome: 'unreadable' | 'invalid' | 'unmapped' }>,
  ): Promise<APIGatewayProxyResult> => {
    const arrived = { headers: request.headers, rawBody: request.body };
    const receiptId = await setAside.quarantine(source, arrived, `body_${parsed.outcome}`, whyOf(parsed));
    if (parsed.outcome === 'unmapped') return json(202, { receiptId, quarantined: true });
    if (parsed.outcome === 'unreadable') return problem(400, { detail: parsed.why, more: { receiptId } });
    const detail = `not a notification of ${source.name}`;
    return problem(422, { detail, errors: parsed.problems, more: { receiptId } });
  };

  return async (request: HttpRequest): Promise<APIGatewayProxyResult> => {
    const { method, path, headers, body } = request;
    const [root, name = '', ...rest] = path;
    const source = root === 'alerts' && rest.length === 0 ? sourceNamed(name) : undefined;
    if (source === undefined) {
      return problem(404, { detail: `no such source; known are ${sourceNames.join(', ')}` });
    }
    if (method !== 'POST') {
      return problem(405, { detail: `${method} is not allowed here; POST is`, headers: { allow: 'POST' } });
    }
    const arrived = { headers, rawBody: body };
    if (!(await authentic(source, arrived))) return unauthorized(source.schemes, source.credential);
    if (body.byteLength > LARGEST_BODY) {
      return problem(413, { detail: `the body has ${body.byteLength} bytes; at most ${LARGEST_BODY} are allowed` });
    }
    if (source.anyContentType !== true && !isJson(headers['content-type'])) {
      const detail = 'the content type must be application/json in UTF-8';
      const receiptId = await setAside.quarantine(source, arrived, 'content_type_refused', detail);
      return problem(415, { detail, more: { receiptId } });
    }
    const parsed = source.parse(body, { headers });
    if (parsed.outcome === 'understood') {
      return stored(source, source.withoutHeaders?.(body, headers) ?? new TextDecoder().decode(body));
    }
    if (parsed.outcome === 'test') return setAside.test(source);
    if (parsed.outcome === 'subscription') return setAside.subscription(source, parsed.topic, parsed.token);
    return notUnderstood(source, request, parsed);
  };
};
