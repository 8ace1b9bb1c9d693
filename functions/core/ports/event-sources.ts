/** What feeds a Lambda from a queue. */
export interface Feed {
  readonly enabled: boolean;
  /** The state in the words of whoever keeps it. */
  readonly state: string;
}

/** Looks at what feeds Lambdas from queues. Unreachable is `DependencyUnavailable`; undefined where nothing does. */
export interface EventSources {
  feed(functionName: string, queueName: string): Promise<Feed | undefined>;
}
