import { connect, createServer, type Socket } from 'node:net';

/** What is done with a statement that was waited for. */
export interface Ambush {
  /** Text that the statement contains. */
  readonly statement: string;
  /** How many of them pass untouched before. @default 0 */
  readonly letPass?: number;
  /**
   * `before`: the database never gets it. `after`: the database has carried it out, and the answer is lost. In both cases
   * the connection ends only when `strike` is done.
   */
  readonly at: 'before' | 'after';
  readonly strike: () => void;
}

/** The way between Selfright and the database: nothing but a wire, until an ambush is laid. */
export interface Gateway {
  readonly port: number;
  lay(ambush: Ambush): void;
  /** How many ambushes were met since the start. */
  readonly met: () => number;
  close(): void;
}

/** A relay on loopback in front of a port on loopback. */
export const openGateway = (databasePort: number): Promise<Gateway> => {
  let laid: Ambush | undefined;
  let passed = 0;
  let met = 0;
  const sockets = new Set<Socket>();

  const trapped = (bytes: Buffer): Ambush | undefined => {
    if (laid === undefined || !bytes.includes(laid.statement)) return undefined;
    if (passed < (laid.letPass ?? 0)) {
      passed += 1;
      return undefined;
    }
    const ambush = laid;
    laid = undefined;
    met += 1;
    return ambush;
  };

  const relay = (inner: Socket): void => {
    const outer = connect(databasePort, '127.0.0.1');
    let springing: Ambush | undefined;
    const end = (): void => {
      inner.destroy();
      outer.destroy();
    };
    inner.on('data', (bytes) => {
      const ambush = trapped(bytes);
      if (ambush?.at === 'before') {
        ambush.strike();
        return end();
      }
      springing ??= ambush;
      outer.write(bytes);
    });
    outer.on('data', (bytes) => {
      if (springing === undefined) return void inner.write(bytes);
      springing.strike();
      end();
    });
    for (const socket of [inner, outer]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
  };

  const server = createServer(relay);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : 0,
        lay: (ambush) => {
          laid = ambush;
          passed = 0;
        },
        met: () => met,
        close: () => {
          server.close();
          for (const socket of sockets) socket.destroy();
        },
      });
    });
  });
};
