import { type Lead, strongest } from './lead.ts';
import type { Call } from './telemetry.ts';

/** Each call away from where something fails, what is called is half as suspect. */
const PER_CALL = 0.5;
const CALLS = 2;

/** Who fails may only be told so by those that it calls: they are suspect too, the less the further away. */
export const calledLeads = (failing: readonly Lead[], calls: readonly Call[]): readonly Lead[] => {
  const leads: Lead[] = [];
  let from: readonly Lead[] = [...strongest(failing).values()];
  for (let away = 1; away <= CALLS; away += 1) {
    from = [
      ...strongest(
        from.flatMap((lead) =>
          calls
            .filter(([caller, callee]) => caller === lead.service && callee !== caller)
            .map(([caller, callee]): Lead => {
              const says = `${caller}, which calls it, fails at ${lead.signal}`;
              return { line: 'called', service: callee, signal: lead.signal, strength: lead.strength * PER_CALL, says };
            }),
        ),
      ).values(),
    ];
    leads.push(...from);
  }
  return leads;
};
