import type { ConnectorName } from '../../../functions/core/domain/operation.ts';
import type { ActionRunner, Ran, Task } from '../../../functions/core/ports/action-runner.ts';

/** A runner that remembers what it ran and answers as told. */
export interface ScriptedActionRunner extends ActionRunner {
  readonly ran: { readonly step: Task; readonly key: string }[];
  /** The answer to the next runs; an Error is thrown. */
  answer: Ran | Error;
}

export const scriptedActionRunner = (
  connector: ConnectorName,
  answer: Ran | Error = { outcome: 'done', found: {}, changed: {} },
): ScriptedActionRunner => {
  const fake: ScriptedActionRunner = {
    connector,
    ran: [],
    answer,
    run: async (step, key) => {
      fake.ran.push({ step, key });
      if (fake.answer instanceof Error) throw fake.answer;
      return fake.answer;
    },
  };
  return fake;
};
