import type { Telemetry } from '../../functions/core/domain/engine/telemetry.ts';
import { POORER } from './poorer.ts';
import { type Show, STRANGE } from './strange.ts';

const alone = (one: Telemetry): Telemetry => ({ ...one, traces: undefined, calls: [] });
const withCalls = (one: Telemetry): Telemetry => ({ ...one, traces: undefined });

const both = ([name, show]: readonly [string, Show]): readonly (readonly [string, Show])[] => [
  [`${name}, calls`, (telemetry, truth) => show(withCalls(telemetry), truth)],
  [`${name}, alone`, (telemetry, truth) => show(alone(telemetry), truth)],
];

/** The same cases as other systems would show them: with fewer words, samples, series or services, each with and without who calls whom. */
export const VARIANTS: readonly (readonly [string, Show])[] = [
  ['no traces', (telemetry, truth) => [withCalls(telemetry), truth]],
  ['series alone', (telemetry, truth) => [alone(telemetry), truth]],
  ...Object.entries(POORER)
    .map(([name, show]): readonly [string, Show] => [name, (telemetry, truth) => [show(telemetry), truth]])
    .flatMap(both),
  ...Object.entries(STRANGE).flatMap(both),
];
