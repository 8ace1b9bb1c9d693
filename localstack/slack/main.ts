import { serveSlack } from './serve.ts';

process.once('SIGTERM', () => process.exit(0));
await serveSlack(Number(process.env['PORT']));
