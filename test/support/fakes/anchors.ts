import type { Anchor } from '../../../functions/core/domain/audit.ts';
import type { Anchors } from '../../../functions/core/ports/anchors.ts';

/** Anchors that a test can look into. */
export interface InMemoryAnchors extends Anchors {
  readonly kept: Anchor[];
}

export const inMemoryAnchors = (): InMemoryAnchors => {
  const kept: Anchor[] = [];
  return {
    kept,
    keep: async (anchor) => void kept.push(anchor),
    of: async (id) => kept.filter(({ incidentId }) => incidentId === id),
  };
};
