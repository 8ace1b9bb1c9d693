import { createHash } from 'node:crypto';
import type { APIGatewayProxyResult } from 'aws-lambda';
import type { HttpRequest } from './http.ts';

/** The name of exactly this text. */
export const etagOf = (text: string): string => `"${createHash('sha256').update(text, 'utf8').digest('base64url')}"`;

const names = (header: string | undefined): readonly string[] =>
  (header ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));

/** What was read well and is what the caller has already is answered by 304, without a body. */
export const unlessKnown = ({ method, headers }: HttpRequest, answer: APIGatewayProxyResult): APIGatewayProxyResult => {
  if (method !== 'GET' || answer.statusCode !== 200) return answer;
  const etag = etagOf(answer.body);
  const told = { ...answer.headers, etag };
  if (!names(headers['if-none-match']).includes(etag)) return { ...answer, headers: told };
  return { statusCode: 304, headers: told, body: '' };
};
