/** What is remembered of calls by agents, for as long as it matters. */
export interface AgentCalls {
  /** Counts one more call of a subject in a minute (unix minutes), and answers how many that makes. */
  count(subject: string, minute: number): Promise<number>;
  /** Whether a call of this name was told already; forgotten some time after `until` (unix seconds). */
  isTold(name: string): Promise<boolean>;
  tell(name: string, until: number): Promise<void>;
}
