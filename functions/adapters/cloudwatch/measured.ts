import type { ServicePolicy } from '../../core/domain/service-policy.ts';

/** One metric that AWS keeps of a function or a queue, and as what the engine reads it. */
export interface Measured {
  readonly signal: string;
  readonly namespace: 'AWS/Lambda' | 'AWS/SQS';
  readonly metric: string;
  readonly stat: 'Sum' | 'Average' | 'Maximum';
  /** The dimension by which it is found; a value of its own, never part of a text that is parsed. */
  readonly dimension: { readonly Name: 'FunctionName' | 'QueueName'; readonly Value: string };
  /** What its value is divided by: a sum by the seconds of its period, milliseconds by a thousand. */
  readonly per: number;
}

/** The finest that AWS keeps of functions and queues. Seconds. */
export const PERIOD = 60;

const ofFunction = (Value: string): readonly Measured[] => {
  const found = { namespace: 'AWS/Lambda', dimension: { Name: 'FunctionName', Value } } as const;
  return [
    { ...found, signal: 'lambda_invocations_per_second', metric: 'Invocations', stat: 'Sum', per: PERIOD },
    { ...found, signal: 'lambda_errors_per_second', metric: 'Errors', stat: 'Sum', per: PERIOD },
    { ...found, signal: 'lambda_throttles_per_second', metric: 'Throttles', stat: 'Sum', per: PERIOD },
    { ...found, signal: 'lambda_duration_seconds_avg', metric: 'Duration', stat: 'Average', per: 1_000 },
  ];
};

const ofQueue = (Value: string): readonly Measured[] => {
  const found = { namespace: 'AWS/SQS', dimension: { Name: 'QueueName', Value }, stat: 'Maximum', per: 1 } as const;
  return [
    { ...found, signal: 'queue_oldest_message_seconds', metric: 'ApproximateAgeOfOldestMessage' },
    { ...found, signal: 'queue_waiting_messages', metric: 'ApproximateNumberOfMessagesVisible' },
  ];
};

/** What there is to ask of a service, by what the policy says that it runs in. */
export const measuredOf = ({
  lambda,
  eventSource,
  queue,
}: Pick<ServicePolicy, 'lambda' | 'eventSource' | 'queue'>): readonly Measured[] => {
  const functions = new Set([lambda?.functionName, eventSource?.functionName].filter((name) => name !== undefined));
  const queues = new Set([queue?.name, eventSource?.queueName].filter((name) => name !== undefined));
  return [...[...functions].flatMap(ofFunction), ...[...queues].flatMap(ofQueue)];
};
