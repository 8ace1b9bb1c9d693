import type { ReadPipeline } from '../core/usecases/read-pipeline.ts';
import { json } from '../runtime/http.ts';
import type { Route } from './router.ts';

/** How the way is on which alerts come to us. */
export const pipelineRoutes = (read: ReadPipeline): readonly Route[] => [
  { method: 'GET', path: '/pipeline', role: 'viewer', answer: async () => json(200, await read()) },
];
