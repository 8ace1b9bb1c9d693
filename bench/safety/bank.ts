import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A bank of the bench's own that says yes to every other customer: whoever asks it fails half of the time, evenly. */
export const openHalfBank = async (): Promise<{ readonly url: string; close(): void }> => {
  let asked = 0;
  const server: Server = createServer((request, response) => {
    request.resume();
    asked += 1;
    const yes = asked % 2 === 0;
    response.writeHead(yes ? 200 : 503, { 'content-type': 'application/json' });
    response.end(JSON.stringify(yes ? { authorisationId: `AUTH-HALF-${asked}` } : { title: 'no' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
