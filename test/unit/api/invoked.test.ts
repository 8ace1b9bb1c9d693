import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { eitherWay } from '../../../functions/api/invoked.ts';
import type { InvokedRead } from '../../../functions/core/contracts/invoked-read.ts';
import type { HttpRequest } from '../../../functions/runtime/http.ts';
import { json } from '../../../functions/runtime/http.ts';

const READ: InvokedRead = {
  ...{ invokedBy: 'investigator', path: ['incidents'] },
  ...{ query: { limit: '1' }, headers: { authorization: 'x' } },
};

const aHandler = () => {
  const looked: HttpRequest[] = [];
  const byGateway: APIGatewayProxyEvent[] = [];
  const handler = eitherWay(
    async (event) => {
      byGateway.push(event);
      return json(401, {});
    },
    async (request) => {
      looked.push(request);
      return json(200, {});
    },
  );
  return { handler, looked, byGateway };
};

/** As the gateway wraps what a client sends: all that is the client's lies within. */
const wrapped = (body: string): APIGatewayProxyEvent =>
  JSON.parse(JSON.stringify({ httpMethod: 'POST', path: '/incidents', headers: { invokedBy: 'investigator' }, body }));

describe('the API’s Lambda', () => {
  it('lets whoever may invoke it look, and do nothing else', async () => {
    const { handler, looked } = aHandler();

    await handler(READ);

    expect(looked).toMatchObject([{ method: 'GET', path: ['incidents'], query: { limit: '1' } }]);
    expect(looked[0]?.body).toHaveLength(0);
  });

  it('asks for a token whoever comes by the gateway, however they say that they invoke it', async () => {
    const { handler, looked, byGateway } = aHandler();

    expect(await handler(wrapped(JSON.stringify(READ)))).toMatchObject({ statusCode: 401 });
    expect([looked, byGateway]).toEqual([[], [expect.objectContaining({ httpMethod: 'POST' })]]);
  });

  it('refuses an invocation by anybody else', async () => {
    const { handler } = aHandler();
    const stranger = { ...READ, invokedBy: 'somebody' };

    await expect((async () => handler(JSON.parse(JSON.stringify(stranger))))()).rejects.toThrow(/investigator/);
  });
});
