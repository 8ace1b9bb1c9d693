import { connect } from 'node:tls';
import { Gauge, type Registry } from 'prom-client';

const EVERY_MILLIS = 1000;

/** When the certificate ends that an address really serves; undefined when it serves none. */
const servedUntil = (host: string, port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    // What is served is what counts here, trusted or not.
    const socket = connect({ host, port, rejectUnauthorized: false, timeout: EVERY_MILLIS }, () => {
      const until = Date.parse(socket.getPeerCertificate().valid_to);
      socket.destroy();
      resolve(Number.isNaN(until) ? undefined : until / 1000);
    });
    const none = (): void => {
      socket.destroy();
      resolve(undefined);
    };
    socket.once('error', none);
    socket.once('timeout', none);
  });

/** Looks at a certificate from outside, as a customer does, and keeps a gauge of when it ends. */
export const watchCertificate = (service: string, url: string, registry: Registry): void => {
  const { hostname, port } = new URL(url);
  const gauge = new Gauge({
    name: 'tls_certificate_not_after_seconds',
    help: 'When the certificate ends that the address serves, in unix time, as seen over the wire.',
    labelNames: ['service'],
    registers: [registry],
  });
  const look = async (): Promise<void> => {
    const until = await servedUntil(hostname, Number(port));
    if (until === undefined) gauge.remove({ service });
    else gauge.set({ service }, until);
  };
  void look();
  setInterval(() => void look(), EVERY_MILLIS);
};
