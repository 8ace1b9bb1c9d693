import { instant } from '../../../functions/core/domain/time.ts';
import type { ProbeResult } from '../../../functions/core/domain/verification.ts';
import type { Clock } from '../../../functions/core/ports/clock.ts';
import type { Probe } from '../../../functions/core/ports/probe.ts';

/** A probe that answers as told and remembers what it was asked. */
export interface ScriptedProbe extends Probe {
  readonly asked: readonly string[];
  /** The answer to the next calls. */
  answers(answer: Omit<ProbeResult, 'url' | 'at'>): void;
}

export const scriptedProbe = (clock: Clock): ScriptedProbe => {
  const asked: string[] = [];
  let current: Omit<ProbeResult, 'url' | 'at'> = { ok: true, status: 200 };
  const probe: Probe = async (url) => {
    asked.push(url);
    return { url, at: instant(clock()), ...current };
  };
  return Object.assign(probe, {
    asked,
    answers: (answer: Omit<ProbeResult, 'url' | 'at'>) => {
      current = answer;
    },
  });
};
