import { notificationsIn } from '../adapters/sources/cloudwatch/invoked.ts';
import { takeAlarms } from './wiring.ts';

/** What SNS, EventBridge or an alarm itself invokes. It ends well only when everything is kept; else it is invoked again. */
export const handler = async (event: unknown): Promise<void> => takeAlarms(notificationsIn(event));
