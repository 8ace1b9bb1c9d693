import { percent } from '../percent.ts';
import { type Attributed, type Attribution, attribute } from './attribution.ts';
import { type Impact, type ImpactKind, impactsOf } from './impact.ts';
import type { Lead } from './lead.ts';
import { numberText } from './number-text.ts';
import { NOTABLE, type Shift } from './shift.ts';
import { traitsOf } from './signal.ts';
import type { Telemetry } from './telemetry.ts';

/** Explaining all of the harm weighs as much as a shift of sixty scales. */
const ALL_OF_IT = 3;
/** What does not add to the harm that was noticed may still be its cause, where the measurements have holes. */
const LEAST_RELEVANCE = 0.1;

export interface ImpactFound {
  readonly leads: readonly Lead[];
  /** How much a service matters to the target: the share of its harm; 1 where nothing is known of it. */
  readonly relevance: (service: string) => number;
  /** Of whom the harm was followed down the calls. */
  readonly targets: readonly string[];
}

const UNIT: Readonly<Record<ImpactKind, string>> = { latency: 'seconds', failures: 'failed requests' };

/** How much of the harm to the targets a service adds itself. */
const toldOf = (
  service: string,
  { share, amount }: Attribution,
  {
    total,
    kind,
    targets,
    counted,
  }: Pick<Attributed, 'total'> & {
    readonly kind: ImpactKind;
    readonly targets: readonly string[];
    readonly counted: boolean;
  },
): string => {
  const [target] = targets;
  const whose = targets.length > 1 ? 'the entry points' : target === service ? 'it' : (target ?? 'the callers');
  return counted
    ? `${service} itself added ${numberText(amount)} of the ${numberText(total)} ${UNIT[kind]} that ${whose} lost`
    : `${service} itself added ${percent(share)} of what ${whose} lost`;
};

const kindsFor = (signal: string | undefined): readonly ImpactKind[] => {
  const kind = signal === undefined ? 'other' : traitsOf(signal).kind;
  if (kind === 'latency') return ['latency'];
  return kind === 'availability' || kind === 'errors' ? ['failures'] : ['latency', 'failures'];
};

/** Who noticed; or, if that is not known, those who are called by nobody. */
const targetsOf = ({ alert, calls }: Telemetry, known: boolean): readonly string[] => {
  if (known && alert.service !== undefined) return [alert.service];
  const called = new Set(calls.map(([, callee]) => callee));
  return [...new Set(calls.map(([caller]) => caller))].filter((caller) => !called.has(caller));
};

const leadsOf = (
  kind: ImpactKind,
  { by, total }: Attributed,
  impacts: ReadonlyMap<string, Impact>,
  targets: readonly string[],
): readonly Lead[] => {
  const counted = [...by.keys(), ...targets].every((service) => impacts.get(service)?.counted ?? true);
  return [...by].map(([service, attribution]): Lead => {
    const { share, amount } = attribution;
    const impact = impacts.get(service);
    const score = impact?.score ?? 0;
    const sure = Math.min(1, score / NOTABLE) ** 2;
    const says = toldOf(service, attribution, { total, kind, targets, counted });
    const signal = impact?.series.signal ?? kind;
    return {
      line: 'impact',
      service,
      signal,
      strength: ALL_OF_IT * share * sure,
      says,
      share,
      amount,
      value: score,
      limit: NOTABLE,
    };
  });
};

/** Follows the harm that was noticed down the calls to those who add it. */
export const impactFound = (telemetry: Telemetry, shifts: readonly Shift[]): ImpactFound => {
  const { alert, calls } = telemetry;
  const known = alert.service !== undefined && calls.some(([caller]) => caller === alert.service);
  const targets = targetsOf(telemetry, known);
  const shares = new Map<string, number>();
  const leads = kindsFor(alert.signal).flatMap((kind) => {
    const impacts = impactsOf(telemetry, kind, shifts);
    // Percentiles cannot be summed up: without a service to start from, they would be held against each other for nothing.
    const trusted = [...impacts].filter(([, { summable }]) => known || summable);
    const attributed = attribute(calls, new Map(trusted), targets);
    for (const [service, { share }] of attributed.by) shares.set(service, Math.max(share, shares.get(service) ?? 0));
    return leadsOf(kind, attributed, impacts, targets);
  });
  const relevance = (service: string) =>
    known && shares.size > 0 ? Math.max(LEAST_RELEVANCE, shares.get(service) ?? 0) : 1;
  return { leads, relevance, targets };
};
