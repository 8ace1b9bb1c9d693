import { ContractViolation, DependencyUnavailable } from '../domain/errors.ts';
import type { ActionRunner, Inspected, Ran, Task } from '../ports/action-runner.ts';
import type { Patience } from '../ports/patience.ts';

/** How a call ended; `unknown` when it is not known whether it did. */
export type CarriedOut =
  | Ran
  | { readonly outcome: 'unknown'; readonly found: Inspected['found']; readonly error: string };

const errorOf = (error: unknown): string => {
  if (error instanceof DependencyUnavailable || error instanceof ContractViolation) return error.message;
  throw error;
};

/** Carries a call out within its time. What is late, or lost on the way, is not taken for undone: its target is asked. */
export const makeCarryOut = (runners: readonly ActionRunner[], patience: Patience) => {
  const runnerOf = ({ connector }: Task): ActionRunner => {
    const runner = runners.find((one) => one.connector === connector);
    if (runner === undefined) throw new ContractViolation(`no connector for ${connector}`);
    return runner;
  };

  /** What the target says; one that says nothing leaves it unknown. */
  const inspect = async (task: Task, key: string): Promise<Inspected> => {
    try {
      return await runnerOf(task).inspect(task, key);
    } catch (error) {
      return { outcome: 'unknown', found: { unreadable: errorOf(error) } };
    }
  };

  const judged = async (task: Task, key: string, error: string): Promise<CarriedOut> => {
    const { outcome, found } = await inspect(task, key);
    if (outcome === 'done') return { outcome: 'done', found: task.before, changed: found };
    return outcome === 'not_done' ? { outcome: 'failed', found, error } : { outcome: 'unknown', found, error };
  };

  const carryOut = async (task: Task, key: string, seconds: number): Promise<CarriedOut> => {
    try {
      const ran = await patience(seconds, () => runnerOf(task).run(task, key));
      return ran === 'late' ? await judged(task, key, `it did not end within ${seconds} s`) : ran;
    } catch (error) {
      if (error instanceof ContractViolation) return { outcome: 'failed', found: {}, error: error.message };
      return judged(task, key, errorOf(error));
    }
  };

  return { carryOut, inspect };
};

export type CarryOut = ReturnType<typeof makeCarryOut>;
