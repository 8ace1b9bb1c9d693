import * as z from 'zod';

/** A threshold that a value must lie above or below. */
export const LimitShape = z.union([z.object({ above: z.number() }), z.object({ below: z.number() })]);
