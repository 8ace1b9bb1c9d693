import { describe, expect, it } from 'vitest';
import { subjectOf } from '../../../functions/adapters/sns/pager.ts';
import { anIncident } from '../../support/builders.ts';

describe('the subject of an escalation', () => {
  it('says how bad it is, why it comes and what it is about', () => {
    const subject = subjectOf(anIncident(), 'recovery_not_seen');

    expect(subject).toBe('Selfright critical, recovery_not_seen: DatabaseTimeout on checkout');
  });

  it('is one line of at most a hundred plain characters, whatever the title holds', () => {
    const subject = subjectOf(anIncident({ title: `a\nb\u0000é${'x'.repeat(200)}` }), 'brake_engaged');

    expect(subject).toMatch(/^[\x20-\x7e]{100}$/);
  });
});
