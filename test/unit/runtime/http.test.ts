import { describe, expect, it } from 'vitest';
import { DependencyUnavailable } from '../../../functions/core/domain/errors.ts';
import { json, problem, requestOf } from '../../../functions/runtime/http.ts';
import { makeHttpHandler } from '../../../functions/runtime/http-handler.ts';
import { aGatewayEvent, bodyOf } from '../../support/http.ts';

const aLog = () => {
  const lines: { message: string; facts: unknown }[] = [];
  return {
    lines,
    info: (message: string, facts: unknown) => void lines.push({ message, facts }),
    error: (message: string, facts: unknown) => void lines.push({ message, facts }),
  };
};

describe('a request', () => {
  it('comes out of a base64 body as the bytes that were sent', () => {
    const event = aGatewayEvent({
      path: '/x',
      body: Buffer.from([0, 255, 10]).toString('base64'),
      isBase64Encoded: true,
    });

    const { body } = requestOf(event);

    expect([...body]).toEqual([0, 255, 10]);
  });

  it('has header names in lower case and decoded path segments', () => {
    const event = aGatewayEvent({ path: '/incidents//a%20b/', headers: { 'Content-Type': 'x' } });

    const { headers, path } = requestOf(event);

    expect([headers['content-type'], path]).toEqual(['x', ['incidents', 'a b']]);
  });

  it('keeps a path segment that cannot be decoded as it is', () => {
    const event = aGatewayEvent({ path: '/incidents/%zz' });

    expect(requestOf(event).path).toEqual(['incidents', '%zz']);
  });
});

describe('a problem document', () => {
  it('has every member of its kind, and its own content type', () => {
    const answered = problem(422, { detail: 'x', errors: [{ field: 'a', problem: 'b', allowed: 'c' }] });

    expect(answered.headers?.['content-type']).toBe('application/problem+json');
    expect(bodyOf(answered)).toEqual({
      type: 'about:blank',
      title: 'Unprocessable Content',
      status: 422,
      detail: 'x',
      errors: [{ field: 'a', problem: 'b', allowed: 'c' }],
    });
  });
});

describe('an HTTP handler', () => {
  it('logs one line with method, path and status, and nothing of the query or the body', async () => {
    const log = aLog();
    const handler = makeHttpHandler(log, async () => json(200, {}));

    await handler(aGatewayEvent({ path: '/incidents', queryStringParameters: { token: 'secret' }, body: 'secret' }));

    expect(log.lines).toMatchObject([{ facts: { method: 'GET', path: '/incidents', status: 200 } }]);
    expect(JSON.stringify(log.lines)).not.toContain('secret');
  });

  it('answers 503 when something that it needs does not answer, and keeps the cause to the log', async () => {
    const log = aLog();
    const handler = makeHttpHandler(log, async () => {
      throw new DependencyUnavailable('dynamodb', 'connect ECONNREFUSED 10.0.0.1');
    });

    const answered = await handler(aGatewayEvent({ path: '/x' }));

    expect([answered.statusCode, answered.headers?.['retry-after']]).toEqual([503, '5']);
    expect(answered.body).not.toContain('10.0.0.1');
    expect(JSON.stringify(log.lines[0]?.facts, Object.getOwnPropertyNames(new Error('x')))).toContain('10.0.0.1');
  });

  it('answers 500 on anything else, without a stack', async () => {
    const handler = makeHttpHandler(aLog(), async () => {
      throw new TypeError('x is not a function');
    });

    const answered = await handler(aGatewayEvent({ path: '/x' }));

    expect(answered.statusCode).toBe(500);
    expect(answered.body).not.toContain('not a function');
  });
});
