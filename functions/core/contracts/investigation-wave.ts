import * as z from 'zod';
import type { Wave } from '../domain/investigation-wave.ts';
import { IncidentIdText } from './incident-parts.ts';
import { shapeOf } from './shape-of.ts';

/** The newest wave of what was handed over, as it is noted. */
export const WaveShape = z.object(
  shapeOf<Wave>()({ leader: IncidentIdText, beganAt: z.string(), newestAt: z.string() }),
);
