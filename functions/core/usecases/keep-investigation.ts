import { citableIn } from '../domain/citable.ts';
import type { IncidentId } from '../domain/incident.ts';
import { admit, type Investigation, type Suggested } from '../domain/investigation.ts';
import { instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Investigations } from '../ports/investigations.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import { makeChangeIncident } from './change-incident.ts';

export interface KeepInvestigationDeps {
  readonly store: IncidentStore;
  readonly investigations: Investigations;
  readonly policies: PolicySource;
  /** Names of the runbooks that exist. */
  readonly runbooks: readonly string[];
  readonly clock: Clock;
}

/** What a model said, from whoever ran it. */
export interface Given extends Omit<Investigation, 'incidentId' | 'at' | 'suggestions' | 'dropped'> {
  readonly suggested: readonly Suggested[];
}

export type KeptInvestigation =
  | { readonly outcome: 'kept'; readonly investigation: Investigation }
  | { readonly outcome: 'unknown' }
  /** The policy has no investigator. */
  | { readonly outcome: 'off' };

/**
 * Keeps what a model said beside the incident: only what cites evidence of this incident, with runbooks that exist. It
 * touches neither the diagnosis nor the plan, and starts nothing.
 */
export const makeKeepInvestigation = ({ store, investigations, policies, runbooks, clock }: KeepInvestigationDeps) => {
  const change = makeChangeIncident(store);

  return async (id: IncidentId, { suggested, ...given }: Given): Promise<KeptInvestigation> => {
    if ((await policies.current()).investigator === undefined) return { outcome: 'off' };
    const whole = await store.readWhole(id);
    if (whole === undefined) return { outcome: 'unknown' };
    const evidence = new Set(citableIn(whole).map((one) => one.id));
    const admitted = admit(suggested, evidence, runbooks);
    const investigation: Investigation = { ...given, ...admitted, incidentId: id, at: instant(clock()) };
    await investigations.keep(investigation);
    const { suggestions, dropped } = admitted;
    const said = suggestions.map(
      ({ says, cites, runbook }) => `${says} [${cites.join(', ')}; ${runbook ?? 'no runbook'}]`,
    );
    const left = dropped === 0 ? '' : ` Left out: ${dropped}, which cite nothing or are too many.`;
    await change(
      id,
      (incident) =>
        incident && {
          entries: [
            {
              kind: 'investigation.suggested',
              actor: `agent:${given.by}`,
              text: `A model suggests, and nothing follows from it by itself: ${said.join(' ') || 'nothing.'}${left}`,
              data: {
                ...{ model: given.model, ended: given.ended, dropped },
                suggestions: suggestions.map(({ says, cites, runbook }) => ({ says, cites: [...cites], runbook })),
              },
            },
          ],
        },
    );
    return { outcome: 'kept', investigation };
  };
};

export type KeepInvestigation = ReturnType<typeof makeKeepInvestigation>;
