import { createServer, type Server } from 'node:http';
import * as z from 'zod';

const StatusUpdate = z.object({
  statusUpdate: z.object({ taskId: z.string(), status: z.object({ state: z.string(), timestamp: z.string() }) }),
});

/** What a peer was told. */
export interface Heard {
  readonly taskId: string;
  readonly state: string;
  readonly token: string | undefined;
}

/** Another agent that listens for how its tasks stand; it can go away for a while, and come back where it was. */
export const aPeer = async () => {
  const heard: Heard[] = [];
  let server: Server | undefined;
  let port = 0;
  const up = async (): Promise<void> => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const { statusUpdate } = StatusUpdate.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      const token = request.headers['x-a2a-notification-token'];
      heard.push({
        ...{ taskId: statusUpdate.taskId, state: statusUpdate.status.state },
        token: typeof token === 'string' ? token : undefined,
      });
      response.end();
    });
    await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : port;
  };
  const down = async (): Promise<void> => {
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
  };
  await up();
  return { url: `http://127.0.0.1:${port}/tasks`, heard, up, down };
};
