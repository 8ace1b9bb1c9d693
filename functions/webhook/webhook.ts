import type { APIGatewayProxyResult } from 'aws-lambda';
import type { Presented, Source } from '../adapters/sources/source.ts';
import type { Received } from '../core/usecases/receive-notification.ts';
import { isJson } from '../runtime/content-type.ts';
import { type HttpRequest, json, problem, unauthorized, unavailable } from '../runtime/http.ts';
import type { SetAside } from './set-aside.ts';

/** In bytes. */
export const LARGEST_BODY = 900_000;

/** A message of the queue holds 1 MiB; a body grows on its way into it by an escape for each quote. */
const LARGEST_QUEUED = 1024 * 1024 - 1024;

const tooLarge = (size: string, limit: number): APIGatewayProxyResult =>
  problem(413, { detail: `${size}; at most ${limit} are allowed` });

export interface WebhookDeps {
  readonly sourceNamed: (name: string) => Source | undefined;
  readonly sourceNames: readonly string[];
  readonly authentic: (source: Source, request: Pick<Presented, 'headers' | 'rawBody'>) => Promise<boolean>;
  readonly receive: (source: string, body: string) => Promise<Received>;
  /** Answers what is taken but holds no alerts. */
  readonly setAside: SetAside;
  readonly log: { warn(message: string, facts: Record<string, unknown>): void };
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** POST /alerts/{source}: who it is, then whether it can be read, then stored, and only then acknowledged. */
export const makeWebhook =
  ({ sourceNamed, sourceNames, authentic, receive, setAside, log }: WebhookDeps) =>
  async ({ method, path, headers, body }: HttpRequest): Promise<APIGatewayProxyResult> => {
    const [root, name = '', ...rest] = path;
    const source = root === 'alerts' && rest.length === 0 ? sourceNamed(name) : undefined;
    if (source === undefined) {
      return problem(404, { detail: `no such source; known are ${sourceNames.join(', ')}` });
    }
    if (method !== 'POST') {
      return problem(405, { detail: `${method} is not allowed here; POST is`, headers: { allow: 'POST' } });
    }
    if (!(await authentic(source, { headers, rawBody: body }))) return unauthorized(source.schemes);
    if (body.byteLength > LARGEST_BODY) return tooLarge(`the body has ${body.byteLength} bytes`, LARGEST_BODY);
    if (source.anyContentType !== true && !isJson(headers['content-type'])) {
      return problem(415, { detail: 'the content type must be application/json in UTF-8' });
    }
    const parsed = source.parse(body, { headers });
    if (parsed.outcome === 'unreadable') return problem(400, { detail: parsed.why });
    if (parsed.outcome === 'invalid') {
      return problem(422, { detail: `not a notification of ${source.name}`, errors: parsed.problems });
    }
    if (parsed.outcome !== 'understood') return setAside(source, parsed);
    const text = source.withoutHeaders?.(body, headers) ?? new TextDecoder().decode(body);
    const queued = Buffer.byteLength(JSON.stringify(text));
    if (queued > LARGEST_QUEUED)
      return tooLarge(`the body takes ${queued} bytes with its quotes escaped`, LARGEST_QUEUED);
    const received = await receive(source.name, text);
    const { receiptId } = received;
    if (received.outcome === 'unavailable') {
      log.warn('notification not stored', { receiptId, source: source.name, why: reasonOf(received.cause) });
      return unavailable('the notification could not be stored; send it again');
    }
    if (received.receiptFailed !== undefined) {
      log.warn('receipt not written', { receiptId, source: source.name, why: reasonOf(received.receiptFailed) });
    }
    return json(202, { receiptId });
  };
