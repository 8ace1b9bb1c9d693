import * as z from 'zod';
import { IncidentIdText } from './incident-parts.ts';

/** What the investigator's Lambda is invoked with: the entry that calls for it. What there is to do is read from the record. */
export const InvestigationDue = z.object({ incidentId: IncidentIdText, seq: z.int().min(1) });
export type InvestigationDue = z.infer<typeof InvestigationDue>;
