import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { InvokedRead } from '../core/contracts/invoked-read.ts';
import type { HttpRequest } from '../runtime/http.ts';

type Answer<T> = (asked: T) => Promise<APIGatewayProxyResult>;

/** Takes what came by the gateway one way, and what a Lambda asks by invoking this one the other: that only reads. */
export const eitherWay =
  (byGateway: Answer<APIGatewayProxyEvent>, look: Answer<HttpRequest>) =>
  async (event: APIGatewayProxyEvent | InvokedRead): Promise<APIGatewayProxyResult> => {
    if (!('invokedBy' in event)) return byGateway(event);
    const { path, query, headers } = InvokedRead.parse(event);
    return look({
      method: 'GET',
      path,
      query,
      headers: { ...headers, authorization: 'Bearer invoked' },
      body: Buffer.alloc(0),
    });
  };
