import type { Database } from './database.ts';
import type { Route } from './routes.ts';

/** `GET /health` of a service that is well when its database answers. */
export const healthRoute = ({ answers }: Pick<Database, 'answers'>): Route => ({
  method: 'GET',
  path: '/health',
  operational: true,
  handle: async () =>
    (await answers())
      ? { status: 200, body: { status: 'ok' } }
      : { status: 503, body: { status: 'failing', dependency: 'database' } },
});
