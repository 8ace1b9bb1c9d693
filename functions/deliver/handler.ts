import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSHandler } from 'aws-lambda';
import { takeWake } from './wiring.ts';

const processor = new BatchProcessor(EventType.SQS);

/** Takes a batch of wakes from the queue; only those that crashed are offered again. */
export const handler: SQSHandler = async (event, context) =>
  processPartialResponse(event, takeWake, processor, { context, throwOnFullBatchFailure: false });
