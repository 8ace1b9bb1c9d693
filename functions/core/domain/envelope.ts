import type { MaintenanceWindow } from './maintenance.ts';
import type { ServiceMode } from './policy.ts';
import type { Reason } from './reason.ts';

/** One rule of the envelope with what it met, what it allows, and what follows. */
export interface Verdict {
  readonly rule: string;
  readonly value: string;
  readonly limit: string;
  readonly decision: 'allow' | 'ask' | 'deny' | 'observe';
  readonly reason?: Reason | undefined;
}

const STRICTNESS = { allow: 0, ask: 1, observe: 2, deny: 3 } as const;

/** The strictest rule decides; no rules at all is a doubt, and doubt denies. */
export const decide = (rules: readonly Verdict[]): Verdict['decision'] =>
  rules.length === 0
    ? 'deny'
    : rules.reduce<Verdict['decision']>(
        (worst, { decision }) => (STRICTNESS[decision] > STRICTNESS[worst] ? decision : worst),
        'allow',
      );

/** What the envelope looks at; `unreadable` names whatever could not be read. */
export interface EnvelopeFacts {
  /** Of everything that the plan would touch: the service that suffers and the dependency that is changed. */
  readonly modes: readonly { readonly service: string; readonly mode: ServiceMode | undefined }[];
  readonly brake: { readonly engaged: boolean; readonly by?: string | undefined } | undefined;
  readonly confidence: number;
  readonly minimumConfidence: number;
  readonly targets: number;
  readonly irreversible: boolean;
  /** The maintenance window that covers something that the plan would touch. */
  readonly maintenance?: MaintenanceWindow | undefined;
  readonly unreadable: readonly string[];
}

/** Every rule's verdict on a plan, not only the first refusal. */
export const judge = (facts: EnvelopeFacts): readonly Verdict[] => [
  ...facts.unreadable.map(unreadableRule),
  ...(facts.modes.length === 0 ? [modeRule({ service: 'nothing', mode: undefined })] : facts.modes.map(modeRule)),
  brakeRule(facts.brake),
  maintenanceRule(facts.maintenance),
  confidenceRule(facts),
  targetsRule(facts.targets),
  endingRule(facts.irreversible),
];

const unreadableRule = (what: string): Verdict => ({
  rule: 'readable',
  value: `could not read ${what}`,
  limit: 'everything it rests on',
  decision: 'deny',
  reason: 'envelope_unreadable',
});

const modeRule = ({ service, mode }: EnvelopeFacts['modes'][number]): Verdict => {
  const rule = { rule: `mode of ${service}`, value: mode ?? 'not named', limit: 'auto' };
  if (mode === 'auto') return { ...rule, decision: 'allow' };
  if (mode === 'approve') return { ...rule, decision: 'ask', reason: 'mode_approve' };
  return { ...rule, decision: 'observe', reason: 'mode_observe' };
};

const brakeRule = (brake: EnvelopeFacts['brake']): Verdict => {
  const rule = { rule: 'brake', limit: 'released' };
  if (brake === undefined) return { ...rule, value: 'unknown', decision: 'deny', reason: 'envelope_unreadable' };
  if (!brake.engaged) return { ...rule, value: 'released', decision: 'allow' };
  return { ...rule, value: `engaged by ${brake.by ?? 'unknown'}`, decision: 'deny', reason: 'brake_engaged' };
};

const maintenanceRule = (window: EnvelopeFacts['maintenance']): Verdict => {
  const rule = { rule: 'maintenance', limit: 'outside every window' };
  if (window === undefined) return { ...rule, value: 'none', decision: 'allow' };
  const value = `${window.id} of ${window.by} until ${window.until}`;
  return { ...rule, value, decision: 'deny', reason: 'maintenance' };
};

const confidenceRule = ({ confidence, minimumConfidence }: EnvelopeFacts): Verdict => {
  const rule = { rule: 'confidence', value: confidence.toFixed(3), limit: `at least ${minimumConfidence}` };
  return confidence >= minimumConfidence
    ? { ...rule, decision: 'allow' }
    : { ...rule, decision: 'deny', reason: 'low_confidence' };
};

const targetsRule = (targets: number): Verdict => {
  const rule = { rule: 'targets', value: String(targets), limit: 'at least 1' };
  return targets > 0 ? { ...rule, decision: 'allow' } : { ...rule, decision: 'deny', reason: 'no_targets' };
};

const endingRule = (irreversible: boolean): Verdict => {
  const limit = 'can be undone, or nothing to undo';
  return irreversible
    ? { rule: 'ending', value: 'irreversible', limit, decision: 'ask', reason: 'mode_approve' }
    : { rule: 'ending', value: limit, limit, decision: 'allow' };
};
