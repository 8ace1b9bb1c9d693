import { json } from '../runtime/http.ts';
import type { Route } from './router.ts';

/** Who calls, by the token that is presented: what a page shows depends on it. */
export const meRoutes: readonly Route[] = [
  { method: 'GET', path: '/me', role: 'viewer', answer: async (_, { subject, role }) => json(200, { subject, role }) },
];
