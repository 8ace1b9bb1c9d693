import { serveTeams } from './serve.ts';

process.once('SIGTERM', () => process.exit(0));
await serveTeams(Number(process.env['PORT']));
