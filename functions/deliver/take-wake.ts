import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { agreed } from '../core/contracts/agreed.ts';
import { IncidentIdText } from '../core/contracts/incident-parts.ts';
import { SINKS } from '../core/domain/delivery.ts';
import type { Wakes } from '../core/ports/wakes.ts';
import type { DeliverIncident } from '../core/usecases/deliver-incident.ts';
import type { Logger } from '../runtime/logger.ts';

export interface TakeWakeDeps {
  readonly deliver: DeliverIncident;
  readonly wakes: Wakes;
  readonly logger: Pick<Logger, 'info'>;
}

const WakeMessage = z.object({ incidentId: IncidentIdText, sinks: z.array(z.enum(SINKS)).min(1) });

/** Delivers to every sink of a wake beside each other: a slow one holds up no other. */
export const makeTakeWake =
  ({ deliver, wakes, logger }: TakeWakeDeps) =>
  async (record: Pick<SQSRecord, 'body'>): Promise<void> => {
    const { incidentId, sinks } = agreed(WakeMessage, JSON.parse(record.body), 'wake');
    const ended = await Promise.allSettled(
      sinks.map(async (sink) => {
        const delivered = await deliver(incidentId, sink);
        if (delivered.outcome === 'again') await wakes.send({ incidentId, sinks: [sink] }, delivered.seconds);
        logger.info('delivered', { incidentId, sink, ...delivered });
      }),
    );
    // Only after all of them: one that fails must not cut another off.
    const failed = ended.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  };
