import { serveJira } from './serve.ts';

process.once('SIGTERM', () => process.exit(0));
await serveJira(Number(process.env['PORT']));
