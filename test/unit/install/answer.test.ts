import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { answer } from '../../../functions/install/answer.ts';

let close: () => void = () => undefined;
afterEach(() => close());

/** Stands for the place where CloudFormation waits for the answer. */
const waiting = async (status = 200) => {
  const answers: { method: string; type: string; body: unknown }[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const body: unknown = JSON.parse(await text(request));
    answers.push({ method: request.method ?? '', type: request.headers['content-type'] ?? '', body });
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => {
    server.close();
    server.closeAllConnections();
  };
  const { port } = server.address() as AddressInfo;
  const to = {
    ResponseURL: `http://127.0.0.1:${port}/signed?signature=1`,
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Installation',
  };
  return { to, answers };
};

describe('the answer to CloudFormation', () => {
  it('says that it went well, with no content type, which the signature does not cover', async () => {
    const { to, answers } = await waiting();

    await answer(to);

    expect(answers).toEqual([
      {
        method: 'PUT',
        type: '',
        body: {
          Status: 'SUCCESS',
          PhysicalResourceId: 'selfright-installation',
          StackId: 'stack',
          RequestId: 'request',
          LogicalResourceId: 'Installation',
        },
      },
    ]);
  });

  it('says why it failed, in no more words than CloudFormation keeps', async () => {
    const { to, answers } = await waiting();

    await answer(to, 'no '.repeat(2000));

    expect(answers[0]?.body).toMatchObject({ Status: 'FAILED', Reason: 'no '.repeat(2000).slice(0, 1000) });
  });

  it('fails loudly when the answer is not taken', async () => {
    const { to } = await waiting(403);

    await expect(answer(to)).rejects.toThrow('403');
  });
});
