import type { Client } from '../../cli/client.ts';
import type { IncidentView } from '../../functions/core/contracts/api.ts';
import type { Policy } from '../../functions/core/domain/policy.ts';
import type { Reason } from '../../functions/core/domain/reason.ts';
import type { TimelineKind } from '../../functions/core/domain/timeline.ts';
import type { Outputs } from '../../localstack/outputs.ts';
import type { Gateway } from './gateway.ts';

/** What scenarios have to play with: a stack of their own, and the way between Selfright and the database. */
export interface Stage {
  readonly home: string;
  readonly outputs: Outputs;
  readonly client: Client;
  readonly gateway: Gateway;
  /** Kills every worker of a Lambda of the response stack at once; answers how many there were. */
  readonly strike: (lambda: string) => number;
  /** Sends a signal to a process of the stack, by its name. */
  readonly signal: (process: string, name: NodeJS.Signals) => void;
}

/** A moment to step in: the next entry of this kind. */
export interface Moment {
  readonly kind: TimelineKind;
  /** Answers what is not as it must be. */
  act(stage: Stage, incident: IncidentView): Promise<readonly string[]>;
}

/** One way in which acting can go, with how it must end. */
export interface Scenario {
  readonly name: string;
  /** What happens, in one sentence. */
  readonly says: string;
  /** What is broken: a diagnosis may look back on an earlier trouble of the same kind, of another one it must not. @default sessions */
  readonly trouble?: 'sessions' | 'release';
  /** What must have happened earlier; it is over before the trouble begins. @default nothing */
  before?(stage: Stage): Promise<unknown>;
  /** The policy in force from the trouble on until it is over. @default the one that was deployed */
  policy?(policy: Policy): Policy;
  /** Makes the trouble, for real. */
  hurt(stage: Stage): Promise<void>;
  /** Steps in when the story has come this far; each once, in this order. */
  readonly when?: readonly Moment[];
  /** Whether the trouble is still there, asked of the shop itself and not of Selfright. */
  isOn(stage: Stage): Promise<boolean>;
  /** These entries must stand on its timeline, in this order. */
  readonly tells: readonly TimelineKind[];
  /** These must not. */
  readonly never?: readonly TimelineKind[];
  readonly ends: { readonly status: 'closed' | 'escalated'; readonly reason: Reason };
  /** How many ambushes must have been met at the gateway. @default 0 */
  readonly ambushes?: number;
  /** Looks at what came of it, and puts back what healing the shop does not; answers what is not as it must be. */
  after?(stage: Stage, incident: IncidentView | undefined): Promise<readonly string[]>;
}

export const defineScenario = (scenario: Scenario): Scenario => scenario;
