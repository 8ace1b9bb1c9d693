/** How many executions at once are reserved for functions. Unreachable is `DependencyUnavailable`. */
export interface Concurrency {
  /** Undefined when none are reserved: then the account's limit is the only one. */
  reserved(functionName: string): Promise<number | undefined>;
}
