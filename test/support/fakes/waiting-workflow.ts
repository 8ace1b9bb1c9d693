import type { Answer, WaitingWorkflow } from '../../../functions/core/ports/waiting-workflow.ts';

/** Executions that wait: each token is answered once, and remembers how. */
export interface RecordingWaiting extends WaitingWorkflow {
  readonly answers: Map<string, Answer>;
  /** Every answer fails with this while it is set. */
  failing: Error | undefined;
}

export const recordingWaiting = (): RecordingWaiting => {
  const fake: RecordingWaiting = {
    answers: new Map(),
    failing: undefined,
    answer: async (token, given) => {
      if (fake.failing) throw fake.failing;
      if (fake.answers.has(token)) return 'gone';
      fake.answers.set(token, given);
      return 'answered';
    },
  };
  return fake;
};
