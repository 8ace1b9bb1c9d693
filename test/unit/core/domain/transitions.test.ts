import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOver } from '../../../../functions/core/domain/incident.ts';
import {
  INCIDENT_STATUSES,
  type IncidentStatus,
  mayMove,
  NEXT,
} from '../../../../functions/core/domain/transitions.ts';

const reachableFrom = (start: IncidentStatus): ReadonlySet<IncidentStatus> => {
  const seen = new Set([start]);
  for (const status of seen) for (const next of NEXT[status]) seen.add(next);
  return seen;
};

const anyStatus = fc.constantFrom(...INCIDENT_STATUSES);

describe('the moves of an incident', () => {
  it.each(INCIDENT_STATUSES)('let %s reach closed', (status) => {
    expect(reachableFrom(status)).toContain('closed');
  });

  it.each(INCIDENT_STATUSES.filter((status) => !isOver(status)))('let people take over from %s', (status) => {
    expect(mayMove(status, 'escalated')).toBe(true);
  });

  it('never lead out of closed', () => {
    fc.assert(fc.property(anyStatus, (to) => !mayMove('closed', to)));
  });

  it('never lead from escalated back to work', () => {
    expect(NEXT.escalated).toEqual(['closed']);
  });

  it('never lead to acting except from a status in which a plan can have been allowed', () => {
    const before = INCIDENT_STATUSES.filter((from) => mayMove(from, 'mitigating'));

    expect(before).toEqual(['diagnosing', 'awaiting_approval', 'verifying']);
  });

  it('never lead from a status to itself', () => {
    fc.assert(fc.property(anyStatus, (status) => !mayMove(status, status)));
  });
});
