import type * as z from 'zod';
import type { DeskFor } from '../adapters/operator-api/desk.ts';
import { Refused } from '../adapters/operator-api/refused.ts';
import type { InvestigatorView } from '../core/contracts/investigation.ts';
import type { IncidentId } from '../core/domain/incident.ts';
import type { Investigation } from '../core/domain/investigation.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Model } from '../core/ports/model.ts';
import { type Investigated, makeInvestigate } from '../core/usecases/investigate.ts';
import { readToolsOf } from './read-tools.ts';

export interface InvestigatorDeps {
  /** Through which the tools read, by the name of the tool. */
  readonly deskFor: DeskFor;
  /** Which model there is, by the policy as it is now. */
  readonly settings: () => Promise<z.output<typeof InvestigatorView>>;
  /** Keeps what the model said with the incident, as far as it cites evidence. */
  readonly keep: (id: IncidentId, said: Investigated, model: string) => Promise<Investigation>;
  readonly modelOf: (modelId: string, region: string) => Model | Promise<Model>;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** Has the model of the policy look at an incident; what it says is kept beside the engine’s diagnosis. */
export const makeInvestigator =
  ({ deskFor, settings, keep, modelOf, clock, newId }: InvestigatorDeps) =>
  async (id: IncidentId): Promise<Investigation> => {
    const set = await settings();
    if (!set.enabled) throw new Refused(409, 'the policy has no investigator: it is off');
    const { modelId, region, budget, price } = set;
    const model = await modelOf(modelId, region);
    const investigate = makeInvestigate({ model, tools: readToolsOf(deskFor), budget, price, clock, fence: newId() });
    return keep(id, await investigate(id), model.name);
  };
