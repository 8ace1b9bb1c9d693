import type { ServiceMode } from '../service-policy.ts';
import type { EnvelopeFacts } from './facts.ts';
import { type Verdict, within } from './verdict.ts';

const modeRule = (rule: string, mode: ServiceMode | undefined, grant: EnvelopeFacts['grant']): Verdict => {
  if (mode === 'approve' && grant !== undefined) {
    const value = `approve, let run by ${grant.by} until ${grant.until}`;
    return within(true, { rule, value, limit: 'auto' }, 'ask', 'mode_approve');
  }
  const said = { rule, value: mode ?? 'not named', limit: 'auto' };
  return mode === 'approve'
    ? within(false, said, 'ask', 'mode_approve')
    : within(mode === 'auto', said, 'observe', 'mode_observe');
};

const brakeRule = (brake: EnvelopeFacts['brake']): Verdict => {
  const rule = { rule: 'brake', limit: 'released' };
  if (brake === undefined) return within(false, { ...rule, value: 'unknown' }, 'deny', 'envelope_unreadable');
  const value = brake.engaged ? `engaged by ${brake.by ?? 'unknown'}` : 'released';
  return within(!brake.engaged, { ...rule, value }, 'deny', 'brake_engaged');
};

/** Whether what would be touched may be acted upon now at all. */
export const permissionRules = (facts: EnvelopeFacts): readonly Verdict[] => {
  const { modes, runbook, grant, limits, brake, maintenance, freeze, unreadable } = facts;
  const touched = modes.length === 0 ? [{ service: 'nothing', mode: undefined }] : modes;
  const known = maintenance && `${maintenance.id} of ${maintenance.by} until ${maintenance.until}`;
  const frozen = freeze && `${freeze.service ?? 'everything'} until ${freeze.until}: ${freeze.reason}`;
  return [
    ...unreadable.map((what) =>
      within(
        false,
        { rule: 'readable', value: `could not read ${what}`, limit: 'everything it rests on' },
        'deny',
        'envelope_unreadable',
      ),
    ),
    ...touched.map(({ service, mode }) => modeRule(`mode of ${service}`, mode, grant)),
    modeRule(`mode of runbook ${runbook.fault}`, runbook.mode, grant),
    brakeRule(brake),
    within(
      maintenance === undefined,
      { rule: 'maintenance', value: known ?? 'none', limit: 'outside every window' },
      limits.refusals.maintenance,
      'maintenance',
    ),
    within(
      freeze === undefined,
      { rule: 'change freeze', value: frozen ?? 'none', limit: 'outside every freeze' },
      limits.refusals.freeze,
      'change_freeze',
    ),
  ];
};
