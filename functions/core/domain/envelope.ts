import { doubtRules } from './envelope/doubt.ts';
import type { EnvelopeFacts } from './envelope/facts.ts';
import { limitRules } from './envelope/limits.ts';
import { permissionRules } from './envelope/permission.ts';
import type { Verdict } from './envelope/verdict.ts';
import { proposalRules } from './proposal.ts';

export type { EnvelopeFacts } from './envelope/facts.ts';
export { decide, type Verdict } from './envelope/verdict.ts';

/** Every rule's verdict on a plan, not only the first refusal. */
export const judge = (facts: EnvelopeFacts): readonly Verdict[] => [
  ...permissionRules(facts),
  ...doubtRules(facts),
  ...limitRules(facts),
  ...proposalRules(facts.proposal, facts.runbook.fault),
];
