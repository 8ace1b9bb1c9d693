import { describe } from 'vitest';
import { DependencyUnavailable } from '../../functions/core/domain/errors.ts';
import { scriptedMetrics } from '../support/fakes/metrics.ts';
import { metricsContract } from './metrics.ts';

describe('scripted metrics', () =>
  metricsContract(() => {
    const metrics = scriptedMetrics();
    const silence = new DependencyUnavailable('prometheus', 'no answer');
    return {
      metrics,
      say: metrics.say,
      draw: metrics.draw,
      fallSilent: () => {
        metrics.say('', silence);
        metrics.draw('', silence);
      },
    };
  }));
