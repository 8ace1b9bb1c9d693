import { deskOf } from '../adapters/operator-api/desk.ts';
import { Refused } from '../adapters/operator-api/refused.ts';
import type { IncidentId } from '../core/domain/incident.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Model } from '../core/ports/model.ts';
import { makeInvestigate } from '../core/usecases/investigate.ts';
import { readToolsOf } from './read-tools.ts';

export interface InvestigatorDeps {
  /** Where the operator API answers, and in whose name it is asked. */
  readonly url: string;
  readonly token: string;
  /** @default the global one */
  readonly fetch?: typeof fetch | undefined;
  readonly modelOf: (modelId: string, region: string) => Model | Promise<Model>;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** A person asks a model to look at an incident; what it says is kept with the incident, as far as it cites evidence. */
export const makeInvestigator = ({ url, token, fetch, modelOf, clock, newId }: InvestigatorDeps) => {
  const deskFor = (tool: string) => deskOf({ url, token, protocol: 'mcp', fetch }, `investigator.${tool}`);
  return async (id: IncidentId) => {
    const settings = await deskFor('settings').investigator();
    if (!settings.enabled) throw new Refused(409, 'the policy has no investigator: it is off');
    const { modelId, region, budget, price } = settings;
    const model = await modelOf(modelId, region);
    const investigate = makeInvestigate({ model, tools: readToolsOf(deskFor), budget, price, clock, fence: newId() });
    const { suggested, ended, spent, transcript } = await investigate(id);
    return deskFor('keep').investigated(id, {
      ...{ model: model.name, ended, spent, transcript: [...transcript] },
      suggested: suggested.map((one) => ({ ...one, cites: [...one.cites] })),
    });
  };
};
