import { beganWith, lastChange } from '../domain/parameter.ts';
import { type Look, queryAt, UNKNOWN } from './looking.ts';

/** Harm is a share of what is asked; below this it is what happens anyway. */
const HARM = { above: 0.1 } as const;
/** Harm that begins later after a change than so many windows of rates is not tied to it. */
const SOON = 2;
/** Samples of the harm that are asked for at the most. */
const SAMPLES = 120;

/** Whether harm began with the last change of a parameter, and which value that had before. */
export const lookAtChange: Look<'parameter'> = {
  asks: queryAt,
  look: async ({ metrics, parameters }, { dependency, policy: { timings }, now }, query) => {
    if (dependency?.parameter === undefined) return { missing: 'no parameter is configured for it' };
    const { baseline, rateWindow, step: least } = timings;
    const change = lastChange(await parameters.history(dependency.parameter.name));
    const at = change === undefined ? Number.NEGATIVE_INFINITY : Date.parse(change.current.changedAt);
    const since = (now.getTime() - at) / 1000;
    if (change === undefined || since > baseline) return { value: 0, detail: { change: null } };
    const lead = 2 * rateWindow;
    const step = Math.ceil(Math.max(1, least, (since + lead) / SAMPLES));
    const samples = await metrics.over(query, new Date(at - lead * 1000), now, step);
    const { current, previous } = change;
    const tied = beganWith(current.changedAt, samples, { harm: HARM, withinSeconds: SOON * rateWindow });
    return {
      value: tied ? 1 : 0,
      detail: {
        previous: previous.value,
        current: current.value,
        version: current.version,
        changedAt: current.changedAt,
      },
    };
  },
};

/** Whether somebody else than now can be asked, and answers. */
export const lookAtFailover: Look<'failover'> = {
  asks: (_, { dependency }) =>
    `whether ${dependency?.parameter?.name ?? UNKNOWN} can become ${dependency?.parameter?.failover?.value ?? UNKNOWN}`,
  look: async ({ parameters, probe }, { dependency }) => {
    if (dependency?.parameter?.failover === undefined) return { value: 0, detail: { declared: false } };
    const { name, failover } = dependency.parameter;
    const current = (await parameters.history(name)).at(-1)?.value;
    if (current === undefined) return { missing: `${name} has no value` };
    const { ok, status, error } = await probe(failover.probeUrl);
    const answer = { ok, status: status ?? null, error: error ?? null };
    return { value: ok && current !== failover.value ? 1 : 0, detail: { current, failover: failover.value, answer } };
  },
};
