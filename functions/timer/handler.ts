import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSHandler } from 'aws-lambda';
import { takeTimer } from './wiring.ts';

const processor = new BatchProcessor(EventType.SQS);

/** Fires timers; only those that failed are offered again. */
export const handler: SQSHandler = async (event, context) =>
  processPartialResponse(event, takeTimer, processor, { context, throwOnFullBatchFailure: false });
