import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lambdaEventSources } from '../../../functions/adapters/lambda/event-sources.ts';
import { eventSourceRunner, eventSourceTargets } from '../../../functions/adapters/lambda/switch-mapping.ts';
import { callOf } from '../../../functions/core/domain/operation.ts';
import { eventSourcesContract } from '../../contract/event-sources.ts';
import { fedFunction } from '../../support/fed-function.ts';
import { releasedFunction } from '../../support/released-function.ts';

let released: Awaited<ReturnType<typeof releasedFunction>>;
let fed: Awaited<ReturnType<typeof fedFunction>>;

beforeAll(async () => {
  released = await releasedFunction();
  fed = await fedFunction(released.client, released.functionName);
});

afterAll(async () => {
  await fed.drop();
  await released.drop();
});

const subject = () => {
  const { client, functionName } = released;
  const { queueName: queue, enable } = fed;
  const task = (enabled: boolean, part: Readonly<Record<string, string>> = {}) => ({
    ...callOf('switch-mapping', { functionName, queue, enabled, ...part }),
    before: { enabled: !enabled },
  });
  return { runner: eventSourceRunner(() => client), targets: eventSourceTargets(() => client), enable, task };
};

describe('event sources in Lambda', () =>
  eventSourcesContract(() => ({
    eventSources: lambdaEventSources(released.client),
    functionName: released.functionName,
    ...fed,
  })));

describe('switching what feeds a function', () => {
  it.each([true, false])(
    'switches it to enabled: %s, tells what it met, and skips the second time',
    async (enabled) => {
      const { runner, targets, enable, task } = subject();
      await enable(!enabled);

      const [ran, after, again] = [
        await runner.run(task(enabled), 'key'),
        await targets.look(task(enabled)),
        await runner.run(task(enabled), 'key'),
      ];

      expect(ran).toEqual({ outcome: 'done', found: { enabled: !enabled }, changed: { enabled } });
      expect(after).toEqual({ enabled });
      expect(again).toMatchObject({ outcome: 'skipped', found: { enabled } });
    },
  );

  it('tells after a crash whether it has happened', async () => {
    const { runner, enable, task } = subject();
    await enable(false);

    const before = await runner.inspect(task(true), 'key');
    await enable(true);
    const after = await runner.inspect(task(true), 'key');

    expect([before.outcome, after.outcome]).toEqual(['not_done', 'done']);
  });

  it('refuses a queue that does not feed the function', async () => {
    const { runner, task } = subject();

    const ran = runner.run(task(true, { queue: 'no-such-queue' }), 'key');

    await expect(ran).rejects.toMatchObject({ name: 'ContractViolation' });
  });
});
