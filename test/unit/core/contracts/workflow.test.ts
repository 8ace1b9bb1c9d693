import { describe, expect, it } from 'vitest';
import {
  ActOutput,
  CloseOutput,
  DiagnoseOutput,
  EscalateOutput,
  PlanOutput,
  StepInput,
  VerifyOutput,
} from '../../../../functions/core/contracts/workflow.ts';

const incidentId = 'INC-01KJQ000000000000000000001';

describe('what travels between the states of the workflow', () => {
  it('is an incident and an attempt', () => {
    expect(StepInput.parse({ incidentId, attempt: 1 })).toEqual({ incidentId, attempt: 1 });
  });

  it('drops what nobody asked for', () => {
    expect(StepInput.parse({ incidentId, attempt: 1, diagnosis: { big: 'x' } })).not.toHaveProperty('diagnosis');
  });

  it.each([
    ['an id of another kind', { incidentId: 'RCP-01KJQ000000000000000000001', attempt: 1 }],
    ['an id with a letter that ULIDs do not have', { incidentId: 'INC-01KJQ0000000000000000000IL', attempt: 1 }],
    ['an id with something behind it', { incidentId: `${incidentId}\n#`, attempt: 1 }],
    ['an attempt before the first', { incidentId, attempt: 0 }],
    ['half an attempt', { incidentId, attempt: 1.5 }],
    ['a step before the first', { incidentId, attempt: 1, step: -1 }],
    ['a reason that is none', { incidentId, attempt: 1, reason: 'because' }],
  ])('is refused with %s', (_, input) => {
    expect(StepInput.safeParse(input).success).toBe(false);
  });

  it.each([
    ['diagnose', DiagnoseOutput, { waitSeconds: 0 }],
    ['plan', PlanOutput, { steps: 0, settleSeconds: 0 }],
    ['act', ActOutput, {}],
    ['verify', VerifyOutput, { looks: 1, settleSeconds: 0 }],
    ['close', CloseOutput, {}],
    ['escalate', EscalateOutput, {}],
  ])('lets %s answer that it was superseded, and nothing unheard of', (_, output, rest) => {
    expect(output.safeParse({ outcome: 'superseded', ...rest }).success).toBe(true);
    expect(output.safeParse({ outcome: 'surprised', ...rest }).success).toBe(false);
  });

  it('refuses to wait for part of a second, since the machine cannot', () => {
    expect(PlanOutput.safeParse({ outcome: 'allow', steps: 1, settleSeconds: 0.5 }).success).toBe(false);
  });
});
