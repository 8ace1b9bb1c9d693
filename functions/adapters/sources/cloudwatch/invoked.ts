import { SnsRecords } from './contract.ts';

/**
 * The notifications in what SNS, EventBridge or an alarm invoked a Lambda with, each as the body that `cloudwatch`
 * reads: several records of SNS are as many notifications, so that each gets a receipt and fails alone.
 */
export const notificationsIn = (event: unknown): readonly string[] => {
  const records = SnsRecords.safeParse(event);
  return records.success ? records.data.Records.map(({ Sns }) => JSON.stringify(Sns)) : [JSON.stringify(event)];
};
