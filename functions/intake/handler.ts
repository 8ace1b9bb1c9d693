import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSHandler } from 'aws-lambda';
import { takeRecord } from './wiring.ts';

const processor = new BatchProcessor(EventType.SQS);

/**
 * Takes a batch of notifications from the queue, one after the other: those of a storm mostly join the same incidents, and
 * would only stand in each other's way. Only the records that failed are offered again.
 */
export const handler: SQSHandler = async (event, context) =>
  processPartialResponse(event, takeRecord, processor, {
    context,
    processInParallel: false,
    throwOnFullBatchFailure: false,
  });
