import { type Desk, type DeskFor, deskOf } from '../adapters/operator-api/desk.ts';
import { type InvestigatorDeps, makeInvestigator } from './investigator.ts';

export interface ByPersonDeps extends Pick<InvestigatorDeps, 'modelOf' | 'clock' | 'newId'> {
  /** Where the operator API answers, and in whose name it is asked. */
  readonly url: string;
  readonly token: string;
  /** @default the global one */
  readonly fetch?: typeof fetch | undefined;
}

/** A person has a model look, in the name of their own token: everything is asked of the operator API. */
export const makeInvestigatorByPerson = ({ url, token, fetch, ...deps }: ByPersonDeps) => {
  const deskFor: DeskFor = (tool): Desk => deskOf({ url, token, protocol: 'mcp', fetch }, `investigator.${tool}`);
  return makeInvestigator({
    ...deps,
    deskFor,
    settings: () => deskFor('settings').investigator(),
    keep: (id, { suggested, ended, spent, transcript }, model) =>
      deskFor('keep').investigated(id, {
        ...{ model, ended, spent, transcript: [...transcript] },
        suggested: suggested.map((one) => ({ ...one, cites: [...one.cites] })),
      }),
  });
};
