import type { ConnectorName } from '../../../functions/core/domain/operation.ts';
import type { ActionRunner, Inspected, Ran, Task } from '../../../functions/core/ports/action-runner.ts';

/** A runner that remembers what it ran and answers as told. */
export interface ScriptedActionRunner extends ActionRunner {
  readonly ran: { readonly step: Task; readonly key: string }[];
  /** The answer to the next runs; an Error is thrown. */
  answer: Ran | Error;
  /** What an inspection answers. */
  inspected: Inspected | Error;
}

export const scriptedActionRunner = (
  connector: ConnectorName,
  answer: Ran | Error = { outcome: 'done', found: {}, changed: {} },
): ScriptedActionRunner => {
  const fake: ScriptedActionRunner = {
    connector,
    ran: [],
    answer,
    inspected: { outcome: 'not_done', found: {} },
    inspect: async () => {
      if (fake.inspected instanceof Error) throw fake.inspected;
      return fake.inspected;
    },
    run: async (step, key) => {
      fake.ran.push({ step, key });
      if (fake.answer instanceof Error) throw fake.answer;
      return fake.answer;
    },
  };
  return fake;
};
