import type { Client } from '../../cli/client.ts';
import type { IncidentView } from '../../functions/core/contracts/api.ts';
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
}

/** One way in which acting can go, with how it must end. */
export interface Scenario {
  readonly name: string;
  /** What happens, in one sentence. */
  readonly says: string;
  /** Makes the trouble, for real. */
  hurt(stage: Stage): Promise<void>;
  /** Steps in when the story has come this far; each once, in this order. */
  readonly when?: readonly { readonly kind: TimelineKind; act(stage: Stage, incident: IncidentView): Promise<void> }[];
  /** Whether the trouble is still there, asked of the shop itself and not of Selfright. */
  isOn(stage: Stage): Promise<boolean>;
  /** These entries must stand on its timeline, in this order. */
  readonly tells: readonly TimelineKind[];
  /** These must not. */
  readonly never?: readonly TimelineKind[];
  readonly ends: { readonly status: 'closed' | 'escalated'; readonly reason: Reason };
  /** Puts back what healing the shop does not. */
  after?(stage: Stage, incident: IncidentView | undefined): Promise<void>;
}

export const defineScenario = (scenario: Scenario): Scenario => scenario;
