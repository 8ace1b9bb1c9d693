import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { InvokedAnswer, type InvokedRead } from '../../core/contracts/invoked-read.ts';
import { DependencyUnavailable } from '../../core/domain/errors.ts';
import { calling } from '../failures.ts';

/** The operator API's Lambda as `fetch`, for reading only: it is invoked, with no token and not by way of the gateway. */
export const invokedFetch =
  (client: LambdaClient, functionArn: string, under: string): typeof fetch =>
  async (input, init) => {
    const { method, url, headers } = new Request(input, init);
    if (method !== 'GET') throw new TypeError(`only GET is allowed here, not ${method}`);
    const { pathname, searchParams } = new URL(url);
    const asked: InvokedRead = {
      invokedBy: 'investigator',
      path: pathname.slice(new URL(under).pathname.length).split('/').filter(Boolean).map(decodeURIComponent),
      query: Object.fromEntries(searchParams),
      headers: Object.fromEntries(headers),
    };
    const { FunctionError, Payload } = await calling('operator API', () =>
      client.send(new InvokeCommand({ FunctionName: functionArn, Payload: JSON.stringify(asked) })),
    );
    if (FunctionError !== undefined) throw new DependencyUnavailable('operator API', 'its Lambda failed; see its log');
    const answer = InvokedAnswer.parse(JSON.parse(Buffer.from(Payload ?? []).toString() || 'null'));
    const told = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
    return new Response(answer.body, { status: answer.statusCode, headers: told });
  };
