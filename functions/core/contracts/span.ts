import * as z from 'zod';
import { whyNoSpan } from '../domain/maintenance.ts';

/** How services, dependencies and runbooks are named. */
export const ServiceName = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'a kebab-case name');

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

/** A span of the configuration, of one service or of everything; it must have an end. */
export const SpanShape = z
  .strictObject({
    service: ServiceName.optional(),
    from: moment,
    until: moment,
    reason: z.string().min(3).max(500),
  })
  .superRefine((window, { addIssue }) => {
    const why = whyNoSpan(window);
    if (why !== undefined) addIssue({ code: 'custom', path: ['until'], message: why });
  });
