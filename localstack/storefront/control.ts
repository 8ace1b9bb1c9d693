import type { Fault } from '../faults/fault.ts';
import { faultNamed } from '../faults/index.ts';
import { problem } from './answers.ts';
import { type Log, saysOf } from './log.ts';
import type { Answer, Route } from './routes.ts';

const failed = (what: string, thrown: unknown): Answer =>
  problem(503, 'Service Unavailable', `${what}: ${saysOf(thrown)}`);

/** The routes by which the storefront is hurt and healed; one request at a time. */
export const controlRoutes = (faults: readonly Fault[], log: Log): readonly Route[] => {
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<Answer>): Promise<Answer> => {
    const mine = before.then(work);
    before = mine;
    return mine;
  };

  const inject = async (fault: Fault): Promise<Answer> => {
    // It hurts from its first moment on, not only when all of it is done.
    const injectedAt = new Date().toISOString();
    try {
      await fault.inject();
    } catch (thrown) {
      return failed(`${fault.name} was not injected`, thrown);
    }
    log('info', 'fault.injected', { fault: fault.name });
    return { status: 202, body: { fault: fault.name, injectedAt } };
  };

  const healAll = async (): Promise<Answer> => {
    const healed: string[] = [];
    const left: string[] = [];
    for (const fault of faults) {
      try {
        if (await fault.heal()) healed.push(fault.name);
      } catch (thrown) {
        left.push(`${fault.name} is not healed: ${saysOf(thrown)}`);
      }
    }
    log(left.length > 0 ? 'error' : 'info', 'faults.healed', { healed, left });
    return left.length > 0 ? problem(503, 'Service Unavailable', left.join('; ')) : { status: 200, body: { healed } };
  };

  return [
    {
      method: 'POST',
      path: '/trigger/:fault',
      operational: true,
      handle: ({ params }) => {
        const fault = faultNamed(faults, params['fault'] ?? '');
        const known = faults.map(({ name }) => name).join(', ');
        return fault
          ? inTurn(() => inject(fault))
          : problem(404, 'Not Found', `fault: no fault ${params['fault']}; there are ${known}`);
      },
    },
    { method: 'POST', path: '/heal', operational: true, handle: () => inTurn(healAll) },
  ];
};
