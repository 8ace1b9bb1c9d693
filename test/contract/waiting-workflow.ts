import { expect, it } from 'vitest';
import type { WaitingWorkflow } from '../../functions/core/ports/waiting-workflow.ts';

export interface WaitingWorkflowSubject {
  readonly waiting: WaitingWorkflow;
  /** Has an execution wait, and gives the token under which it does. */
  readonly wait: () => Promise<string>;
  /** What the execution was told, once it goes on. */
  readonly told: (token: string) => Promise<unknown>;
}

/** What answering a waiting execution promises. */
export const waitingWorkflowContract = (make: () => Promise<WaitingWorkflowSubject> | WaitingWorkflowSubject): void => {
  it('tells the execution the answer', async () => {
    const { waiting, wait, told } = await make();
    const token = await wait();

    expect(await waiting.answer(token, 'denied')).toBe('answered');
    expect(await told(token)).toEqual({ outcome: 'denied' });
  });

  it('answers once: who comes later learns that nothing waits any more, and changes nothing', async () => {
    const { waiting, wait, told } = await make();
    const token = await wait();
    await waiting.answer(token, 'expired');

    expect(await waiting.answer(token, 'approved')).toBe('gone');
    expect(await told(token)).toEqual({ outcome: 'expired' });
  });

  it('knows that nothing waits under a token that was never given out', async () => {
    const { waiting, wait } = await make();
    await wait();

    expect(await waiting.answer('no-such-token', 'approved')).toBe('gone');
  });
};
