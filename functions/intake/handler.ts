import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSHandler } from 'aws-lambda';
import { takeRecord } from './wiring.ts';

const processor = new BatchProcessor(EventType.SQS);

/** Takes a batch of notifications from the queue; only the records that failed are offered again. */
export const handler: SQSHandler = async (event, context) =>
  processPartialResponse(event, takeRecord, processor, { context, throwOnFullBatchFailure: false });
