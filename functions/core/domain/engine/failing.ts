import type { Lead } from './lead.ts';
import { chancesOf, indexOf, type SpanIndex, type Spans } from './spans.ts';
import type { Telemetry } from './telemetry.ts';

/** With fewer runs of the calling operation, what it did not do says nothing. */
const RUNS = 3;
const ERROR = /err|exception|fault|fail/i;

const logLikelihood = (count: number, chances: number): number => (count === 0 ? 0 : count * Math.log(count / chances));

/** How much likelier two counts are with a rate each than with one in common: the log of the likelihood ratio. */
const surprise = (before: number, beforeOf: number, after: number, afterOf: number): number =>
  logLikelihood(before, beforeOf) + logLikelihood(after, afterOf) - logLikelihood(before + after, beforeOf + afterOf);

const leadFrom = (pair: Spans, before: number, beforeOf: number, after: number, afterOf: number): readonly Lead[] => {
  const [normally, now] = [before / beforeOf, after / afterOf];
  const { service, operation, callerOperation } = pair;
  const isError = ERROR.test(operation);
  const change = isError ? now - normally : 1 - now / normally;
  if (!(change > 0)) return [];
  const strength = Math.log1p(surprise(before, beforeOf, after, afterOf) * change);
  const says = `${callerOperation} ran ${operation} ${now.toFixed(2)} times instead of ${normally.toFixed(2)}, in ${afterOf} runs`;
  return [{ line: 'failing', service, signal: isError ? operation : callerOperation, strength, says }];
};

const leadsIn = (now: SpanIndex, normal: SpanIndex): readonly Lead[] =>
  [...new Set([...normal.pairs.keys(), ...now.pairs.keys()])].flatMap((key) => {
    const [before, after] = [normal.pairs.get(key), now.pairs.get(key)];
    const pair = before ?? after;
    // What calls mix with others depends on who asks for what; only inside a service is a missing call a broken one.
    if (pair === undefined || pair.caller !== pair.service) return [];
    const [beforeOf, afterOf] = [chancesOf(pair, normal), chancesOf(pair, now)];
    if (beforeOf < 1 || afterOf < RUNS) return [];
    return leadFrom(pair, before?.count ?? 0, beforeOf, after?.count ?? 0, afterOf);
  });

/** Operations that no longer get as far as they did, and errors that are new, in the whole window or any of its minutes. */
export const failingLeads = ({ traces }: Telemetry): readonly Lead[] => {
  if (traces === undefined) return [];
  const normal = indexOf([traces.normal]);
  return [indexOf(traces.now), ...traces.now.map((minute) => indexOf([minute]))].flatMap((now) => leadsIn(now, normal));
};
