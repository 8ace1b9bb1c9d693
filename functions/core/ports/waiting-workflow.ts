/** How a question to people ended, as the waiting execution is told. */
export type Answer = 'approved' | 'denied' | 'expired' | 'withdrawn' | 'superseded';

/** Executions that wait for people. */
export interface WaitingWorkflow {
  /** `gone` when nothing waits with that token any more: it was answered before, or timed out. */
  answer(token: string, answer: Answer): Promise<'answered' | 'gone'>;
}
