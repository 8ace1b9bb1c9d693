import { chart } from '../chart.ts';
import { type Child, code, faint, h, section, tag } from '../dom.ts';
import { clock, short } from '../format.ts';
import type { IncidentView } from '../shapes.ts';
import { markersOf } from './markers.ts';

type Measurement = NonNullable<IncidentView['verification']>['measurements'][number];

const limitIn = (limit: string): number | undefined => {
  const value = Number(/-?[\d.]+(?:e-?\d+)?$/.exec(limit)?.[0]);
  return Number.isFinite(value) ? value : undefined;
};

const measurement = (incident: IncidentView, one: Measurement): Child => {
  const { says, query, limit, samples, heldSeconds, holdSeconds, verdict } = one;
  const told = h(
    'p',
    {},
    tag(verdict),
    ` ${says}: held ${short(heldSeconds)} of ${short(holdSeconds)} s, wanted ${limit}.`,
  );
  if (samples.length < 2) return [told, faint('There are too few samples for a chart. ', code(query))];
  const drawn = chart({
    name: says,
    query,
    at: samples.map(([at]) => at),
    values: samples.map(([, value]) => value),
    limit: limitIn(limit),
    markers: markersOf(incident),
    reaches: true,
  });
  return [told, drawn];
};

/** What was measured after the action: a recovery is only claimed with these samples. */
export const measured = (incident: IncidentView): Child => {
  const { verification } = incident;
  if (verification === null) return section('measured', 'What was measured', faint('Nothing yet.'));
  const { outcome, at, measurements, probe } = verification;
  return section(
    'measured',
    'What was measured',
    h('p', {}, tag(outcome), ` at ${clock(at)}`),
    measurements.map((one) => measurement(incident, one)),
    probe &&
      h(
        'p',
        {},
        code(probe.url),
        probe.ok ? ' answered' : ` did not answer well${probe.error ? `: ${probe.error}` : ''}`,
      ),
  );
};
