import type { IncidentId } from './incident-id.ts';
import type { Instant } from './time.ts';

/** What a model thinks a cause could be, as it says it. */
export interface Suggested {
  readonly says: string;
  /** Ids of evidence, as `citableIn` gives them. */
  readonly cites: readonly string[];
  readonly runbook?: string | undefined;
}

/** A suggestion that may be shown: it cites what was really observed, and names a runbook that exists or none. It carries no confidence. */
export interface Suggestion {
  readonly says: string;
  readonly cites: readonly [string, ...string[]];
  readonly runbook: string | null;
}

/** What one investigation may cost. */
export interface Budget {
  /** Turns of the model. @default 12 */
  readonly calls: number;
  /** Tokens in and out, taken together. @default 120000 */
  readonly tokens: number;
  /** @default 120 */
  readonly seconds: number;
  /** @default 0.5 */
  readonly dollars: number;
}

/** What it cost so far, in the same units. */
export type Spent = Budget;

/** What a million tokens cost. Dollars. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/** How an investigation ended. */
export const INVESTIGATION_ENDS = ['suggested', 'nothing_to_suggest', 'out_of_budget', 'not_answered'] as const;
export type InvestigationEnd = (typeof INVESTIGATION_ENDS)[number];

/** One thing that was said, by the model or to it. */
export interface Spoken {
  readonly by: 'model' | 'us';
  readonly text: string;
}

/** A model's look at an incident, kept beside it. Nothing follows from it by itself. */
export interface Investigation {
  readonly incidentId: IncidentId;
  readonly at: Instant;
  /** Who asked for it. */
  readonly by: string;
  readonly model: string;
  readonly ended: InvestigationEnd;
  readonly suggestions: readonly Suggestion[];
  /** How many suggestions cited nothing that exists, or were more than are shown. */
  readonly dropped: number;
  readonly spent: Spent;
  readonly transcript: readonly Spoken[];
}

/** Suggestions that are shown, and words of each. */
const MOST = 5;
const LONGEST = 600;

/** Keeps what cites evidence that exists, without what does not exist of it; a runbook that does not exist is none. */
export const admit = (
  given: readonly Suggested[],
  evidence: ReadonlySet<string>,
  runbooks: readonly string[],
): { readonly suggestions: readonly Suggestion[]; readonly dropped: number } => {
  const suggestions = given.flatMap(({ says, cites, runbook }): Suggestion[] => {
    const [first, ...more] = [...new Set(cites)].filter((id) => evidence.has(id));
    if (first === undefined || says.trim() === '') return [];
    const known = runbook !== undefined && runbooks.includes(runbook) ? runbook : null;
    return [{ says: says.trim().slice(0, LONGEST).toWellFormed(), cites: [first, ...more], runbook: known }];
  });
  const shown = suggestions.slice(0, MOST);
  return { suggestions: shown, dropped: given.length - shown.length };
};

export const NOTHING_SPENT: Spent = { calls: 0, tokens: 0, seconds: 0, dollars: 0 };

/** What stands after one more turn. */
export const spend = (
  spent: Spent,
  { input, output }: { readonly input: number; readonly output: number },
  seconds: number,
  price: Price,
): Spent => ({
  calls: spent.calls + 1,
  tokens: spent.tokens + input + output,
  seconds,
  dollars: spent.dollars + (input * price.input + output * price.output) / 1_000_000,
});

/** Which part of the budget is used up; undefined while there is some of each. */
export const usedUp = (spent: Spent, budget: Budget): keyof Budget | undefined => {
  const names = ['calls', 'tokens', 'seconds', 'dollars'] as const;
  return names.find((name) => spent[name] >= budget[name]);
};
