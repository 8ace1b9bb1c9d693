import { leftSilenceIn } from '../silence.ts';
import { type Law, lawForIncidents } from './law.ts';

const AFTER_SILENCE = ['verification.started', 'incident.escalated'];

export const SILENCE_LAWS: readonly Law[] = [
  lawForIncidents(
    'silences-over',
    'no silence that we set stands when a recovery begins to be measured, or when people get the incident',
    ({ timeline }) =>
      timeline
        .filter(({ kind }) => AFTER_SILENCE.includes(kind))
        .flatMap(({ seq, kind, at }) => {
          const left = leftSilenceIn({ timeline: timeline.slice(0, seq - 1) }, at);
          return left === undefined ? [] : [`the silence of entry ${left.seq} stands at ${kind}, entry ${seq}`];
        }),
  ),
];
