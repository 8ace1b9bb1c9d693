import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

/** What a handler needs of a request, however the gateway wrapped it. */
export interface HttpRequest {
  readonly method: string;
  /** Decoded path segments below the stage. */
  readonly path: readonly string[];
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The bytes as they were sent. */
  readonly body: Uint8Array;
}

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return segment;
    throw error;
  }
};

/** Reads the gateway's event; a base64 body comes out as the bytes it stood for. */
export const requestOf = (event: APIGatewayProxyEvent): HttpRequest => ({
  method: event.httpMethod.toUpperCase(),
  path: event.path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded),
  query: event.queryStringParameters ?? {},
  headers: Object.fromEntries(Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
  body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
});

/** On every answer: nothing of it is cached, framed, sniffed or told to another site. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
};

type Headers = Readonly<Record<string, string>>;

/** A JSON answer. */
export const json = (status: number, body: unknown, headers: Headers = {}): APIGatewayProxyResult => ({
  statusCode: status,
  headers: { ...SECURITY_HEADERS, 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** What a problem document says beyond its status. */
export interface ProblemText {
  /** Lower case: what was met, what was allowed. */
  readonly detail: string;
  /** One entry for each thing that is wrong with the request. */
  readonly errors?: readonly { readonly field: string; readonly problem: string; readonly allowed?: string }[];
  readonly headers?: Headers | undefined;
  /** Further members of the document. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** An RFC 9457 problem document. */
export const problem = (
  status: number,
  { detail, errors = [], headers = {}, more = {} }: ProblemText,
): APIGatewayProxyResult =>
  json(
    status,
    { type: 'about:blank', title: TITLES[status] ?? 'Problem', status, detail, errors, ...more },
    { 'content-type': 'application/problem+json', ...headers },
  );

/** The answer to a credential that is missing or wrong; it does not tell which of the two. */
export const unauthorized = (schemes: string, credential: string): APIGatewayProxyResult =>
  problem(401, {
    detail: `no valid ${credential}`,
    headers: { 'www-authenticate': schemes },
  });

/** The answer when something that we need does not answer: the caller should come again. */
export const unavailable = (detail: string, retryAfterSeconds = 5): APIGatewayProxyResult =>
  problem(503, { detail, headers: { 'retry-after': String(retryAfterSeconds) } });
