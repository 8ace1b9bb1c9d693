import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { HttpRequest } from '../../functions/runtime/http.ts';
import { bytes } from './payloads.ts';

/** A request as handlers see it; header names in lower case. */
export const aRequest = ({
  body = '',
  ...part
}: Partial<Omit<HttpRequest, 'body' | 'path'>> & { readonly path: string; readonly body?: unknown }): HttpRequest => ({
  method: 'GET',
  query: {},
  headers: {},
  ...part,
  path: part.path.split('/').filter((segment) => segment !== ''),
  body: body instanceof Uint8Array ? body : bytes(body),
});

/** The body of an answer, read as JSON. */
export const bodyOf = ({ body }: APIGatewayProxyResult): unknown => JSON.parse(body);

/** An event as API Gateway's REST APIs send it, as far as anybody looks at it. */
export const aGatewayEvent = (
  part: Partial<APIGatewayProxyEvent> & { readonly path: string },
): APIGatewayProxyEvent => ({
  httpMethod: 'GET',
  headers: {},
  multiValueHeaders: {},
  body: null,
  isBase64Encoded: false,
  pathParameters: null,
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  stageVariables: null,
  resource: part.path,
  requestContext: {
    accountId: '000000000000',
    apiId: 'api',
    authorizer: null,
    httpMethod: part.httpMethod ?? 'GET',
    identity: {
      accessKey: null,
      accountId: null,
      apiKey: null,
      apiKeyId: null,
      caller: null,
      clientCert: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp: '127.0.0.1',
      user: null,
      userAgent: null,
      userArn: null,
    },
    path: `/v1${part.path}`,
    protocol: 'HTTP/1.1',
    requestId: 'request',
    requestTimeEpoch: 0,
    resourceId: 'resource',
    resourcePath: part.path,
    stage: 'v1',
  },
  ...part,
});
