import type { TellMetrics } from '../core/usecases/tell-metrics.ts';
import { SECURITY_HEADERS } from '../runtime/http.ts';
import type { Route } from './router.ts';

const TEXT = 'text/plain; version=0.0.4; charset=utf-8';

/** Our own numbers, for Prometheus. */
export const metricsRoutes = (tell: TellMetrics): readonly Route[] => [
  {
    method: 'GET',
    path: '/metrics',
    role: 'viewer',
    answer: async () => ({
      statusCode: 200,
      headers: { ...SECURITY_HEADERS, 'content-type': TEXT },
      body: await tell(),
    }),
  },
];
