import { describe } from 'vitest';
import type { Digest } from '../../functions/core/domain/timeline.ts';
import type { IncidentStore } from '../../functions/core/ports/incident-store.ts';
import type { FixedClock } from '../support/fakes/clock.ts';
import { committing } from './incident-store/committing.ts';
import { correlating } from './incident-store/correlating.ts';
import { joining } from './incident-store/joining.ts';
import { listing } from './incident-store/listing.ts';
import { opening } from './incident-store/opening.ts';
import { splitting } from './incident-store/splitting.ts';
import { watching } from './incident-store/watching.ts';

/** An empty store and what it was made from. */
export interface StoreSubject {
  readonly store: IncidentStore;
  readonly clock: FixedClock;
  readonly digest: Digest;
}

export type MakeStore = () => Promise<StoreSubject> | StoreSubject;

/** What every incident store promises. */
export const incidentStoreContract = (make: MakeStore): void => {
  describe('opening', () => opening(make));
  describe('joining and resolving', () => joining(make));
  describe('splitting', () => splitting(make));
  describe('correlating', () => correlating(make));
  describe('committing', () => committing(make));
  describe('listing', () => listing(make));
  describe('watching', () => watching(make));
};
