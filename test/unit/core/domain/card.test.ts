import { describe, expect, it } from 'vitest';
import { isLoud, isTold } from '../../../../functions/core/domain/card.ts';
import { TIMELINE_KINDS } from '../../../../functions/core/domain/timeline.ts';

describe('what people are told in a thread', () => {
  it('has all that becomes of a question, also that it was taken back', () => {
    const about = TIMELINE_KINDS.filter((kind) => kind.startsWith('approval.'));

    expect(about).toContain('approval.withdrawn');
    expect(about.filter((kind) => !isTold({ kind }))).toEqual([]);
  });

  it('is loud only as far as it is told at all', () => {
    expect(TIMELINE_KINDS.filter((kind) => isLoud({ kind }) && !isTold({ kind }))).toEqual([]);
  });
});
