import type { Call } from '../core/domain/operation.ts';

/** The client with which a call is carried out: whoever acts gives each call one that may do this and nothing else. */
export type ClientFor<C> = (call: Call) => C;
