import type { Answer, WaitingWorkflow } from '../../../functions/core/ports/waiting-workflow.ts';

/** Executions that wait: each token is answered once, and remembers how. */
export interface RecordingWaiting extends WaitingWorkflow {
  /** An execution begins to wait, under this token. */
  wait(token?: string): string;
  readonly answers: Map<string, Answer>;
  /** Every answer fails with this while it is set. */
  failing: Error | undefined;
}

export const recordingWaiting = (): RecordingWaiting => {
  const waiting = new Set<string>();
  const fake: RecordingWaiting = {
    answers: new Map(),
    failing: undefined,
    wait: (token = `token-${waiting.size + fake.answers.size + 1}`) => {
      waiting.add(token);
      return token;
    },
    answer: async (token, given) => {
      if (fake.failing) throw fake.failing;
      if (!waiting.delete(token)) return 'gone';
      fake.answers.set(token, given);
      return 'answered';
    },
  };
  return fake;
};
