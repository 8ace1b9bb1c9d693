import type { Budget, Price } from './investigation.ts';

/** Which model people may ask to look at an incident, and what one look may cost. */
export interface InvestigatorPolicy {
  /** As Amazon Bedrock calls it. */
  readonly modelId: string;
  readonly region: string;
  readonly budget: Budget;
  /** What its tokens cost, so that the budget holds. */
  readonly price: Price;
  /** Whether it also looks by itself at what is handed to people because no cause was sure: once for all that comes in one wave. @default false */
  readonly afterInconclusive: boolean;
}

/** What agents and assistants may ask of us. */
export interface AgentsPolicy {
  /** Calls that one subject may make in a minute, by whichever protocol. @default 120 */
  readonly callsPerMinute: number;
}
