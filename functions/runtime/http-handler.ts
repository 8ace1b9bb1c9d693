import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { type HttpRequest, problem, requestOf, unavailable } from './http.ts';

/** What a handler says about itself. */
export interface HttpLog {
  info(message: string, facts: Record<string, unknown>): void;
  error(message: string, error: Error): void;
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/** Told to the caller: only that it failed, and whether coming again may help. The rest is in the log. */
const failed = (error: Error): APIGatewayProxyResult =>
  error.name === 'DependencyUnavailable'
    ? unavailable('something that this service needs does not answer')
    : problem(500, { detail: 'unexpected failure; it is in the log' });

/** Turns an answering function into a gateway handler: one log line a request, and no failure gets out unanswered. */
export const makeHttpHandler =
  (log: HttpLog, answer: (request: HttpRequest) => Promise<APIGatewayProxyResult>) =>
  async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    const started = performance.now();
    const request = requestOf(event);
    const result = await answer(request).catch((thrown: unknown) => {
      const error = asError(thrown);
      log.error('request failed', error);
      return failed(error);
    });
    const { method, path } = request;
    const milliseconds = Math.round(performance.now() - started);
    log.info('request answered', { method, path: `/${path.join('/')}`, status: result.statusCode, milliseconds });
    return result;
  };
