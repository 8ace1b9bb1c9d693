import type { IncidentView } from '../functions/core/contracts/api.ts';
import type { ActionRecord } from '../functions/core/domain/action.ts';
import type { Json, JsonObject } from '../functions/core/domain/json.ts';
import { secondsBetween } from '../functions/core/domain/time.ts';
import type { Measurement, Sample } from '../functions/core/domain/verification.ts';
import { type Paint, secondsText, timeOf, told } from './text.ts';

const BARS = '▁▂▃▄▅▆▇█';
/** As many samples as fit beside their words. */
const WIDEST = 40;

const sparkline = (samples: readonly Sample[]): string => {
  const values = samples.slice(-WIDEST).map(([, value]) => value);
  const low = Math.min(0, ...values);
  const height = Math.max(...values) - low;
  return values.map((value) => BARS[height === 0 ? 0 : Math.round(((value - low) / height) * 7)]).join('');
};

const jsonText = (value: Json): string => {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return JSON.stringify(value);
  return Object.entries(value)
    .map(([name, member]) => `${name} ${typeof member === 'string' ? member : JSON.stringify(member)}`)
    .join(', ');
};

/** A JSON object as `name: value` lines, each object of a list on a line of its own. */
const tellJson = (name: string, json: JsonObject | undefined, paint: Paint): readonly string[] => {
  const members = Object.entries(json ?? {});
  const shown = members.flatMap(([key, value]) => {
    const each = Array.isArray(value) && value.length > 0 && typeof value[0] === 'object' ? value : [value];
    return each.map((one) => `${key}: ${jsonText(one)}`);
  });
  return shown.map((line, i) => `${paint('dim', (i === 0 ? name : '').padEnd('changed'.length))}  ${line}`);
};

const tellAction = (action: ActionRecord, paint: Paint): readonly string[] => {
  const { step, target, result, startedAt, endedAt, found, changed, error } = action;
  const took = endedAt === undefined ? '' : ` in ${secondsText(secondsBetween(startedAt, endedAt))}`;
  return [
    `${timeOf(startedAt)}  ${step} on ${paint('bold', target)}: ${told(paint, result)}${took}`,
    ...[
      ...tellJson('found', found, paint),
      ...tellJson('changed', changed, paint),
      ...(error === undefined ? [] : [paint('red', error)]),
    ].map((line) => `  ${line}`),
  ];
};

/** The plan with every rule that judged it, and each action with what it found and changed. */
export const tellActions = ({ plan, actions }: IncidentView, paint: Paint): readonly string[] => {
  if (plan === null) return ['Nothing: no plan was made.'];
  const steps = plan.steps.map(({ says, target }) => `${says}, on ${target}`).join('; then ') || 'no step: no target';
  const rules = plan.rules.map(
    ({ rule, value, limit, decision }) => `${told(paint, decision, decision.padEnd(7))}  ${rule}: ${value} (${limit})`,
  );
  const acted = actions.flatMap((action) => tellAction(action, paint));
  return [
    `Planned and judged ${told(paint, plan.decision)}: ${steps}`,
    ...rules.map((line) => `  ${line}`),
    ...(acted.length === 0 ? ['Nothing was changed.'] : acted),
  ];
};

const tellMeasurement = (measured: Measurement, paint: Paint): readonly string[] => {
  const { says, limit, samples, before, heldSeconds, holdSeconds, verdict, query } = measured;
  const was = before?.atAction === undefined ? '' : `, ${Number(before.atAction.toPrecision(4))} at the action`;
  const newest = samples.at(-1)?.[1];
  const value = newest === undefined ? 'no data' : String(Number(newest.toPrecision(4)));
  return [
    `${told(paint, verdict, verdict.replace('_', ' '))}  ${says}: ${paint('bold', value)}, wanted ${limit}${was}; held ${secondsText(heldSeconds)} of ${secondsText(holdSeconds)}`,
    ...(samples.length > 1 ? [`  ${paint('cyan', sparkline(samples))}`] : []),
    `  ${paint('dim', query)}`,
  ];
};

/** What the recovery was judged by. */
export const tellMeasurements = ({ verification }: IncidentView, paint: Paint): readonly string[] => {
  if (verification === null) return [];
  const { outcome, at, measurements, sideEffects = [], probe } = verification;
  const harmed = sideEffects.filter(({ worseSeconds = 0 }) => worseSeconds > 0);
  const answered = probe?.ok ? 'answered' : `did not answer well (${probe?.error ?? probe?.status ?? 'no answer'})`;
  return [
    ...[...measurements, ...harmed].flatMap((one) => tellMeasurement(one, paint)),
    ...(probe === undefined ? [] : [`${probe.url} ${answered}`]),
    `${timeOf(at)}  ${told(paint, outcome)}`,
  ];
};
