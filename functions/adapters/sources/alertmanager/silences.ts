import * as z from 'zod';
import type { Alert } from '../../../core/domain/alert.ts';
import { DependencyUnavailable } from '../../../core/domain/errors.ts';
import type { IncidentId } from '../../../core/domain/incident.ts';
import { instant } from '../../../core/domain/time.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Silences } from '../../../core/ports/silences.ts';

/** How long one question may take: an action waits for it. */
const DEADLINE_MS = 2_000;
const CREATED_BY = 'selfright';

export interface SilencesSettings {
  /** Where each peer's API answers; peers tell each other of silences. */
  readonly urls: readonly string[];
  readonly clock: Clock;
  /** @default 2000 */
  readonly deadlineMs?: number;
}

const Listed = z.array(
  z.object({
    id: z.string().min(1),
    createdBy: z.string(),
    comment: z.string(),
    status: z.object({ state: z.string() }),
  }),
);

/** Stands in a silence's comment: by it an incident's silences are found again. */
const commentOf = (id: IncidentId): string => `${id}: an action on it runs`;

/** Every label of the alert, as it is: another alert of the same rule has another label. */
const matchersOf = ({ labels }: Alert) =>
  Object.entries(labels).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }));

/** Silences of Alertmanager, set at and looked for at the first peer that answers. */
export const alertmanagerSilences = ({ urls, clock, deadlineMs = DEADLINE_MS }: SilencesSettings): Silences => {
  const ask = async (path: string, init: RequestInit): Promise<unknown> => {
    const said: string[] = [];
    for (const url of urls) {
      try {
        const signal = AbortSignal.timeout(deadlineMs);
        const response = await fetch(`${url}/api/v2/${path}`, { ...init, redirect: 'error', signal });
        if (response.ok) return (await response.text()) || 'null';
        said.push(`${new URL(url).host} answers ${response.status}`);
      } catch (error) {
        said.push(`${new URL(url).host} does not answer (${error instanceof Error ? error.name : 'unknown'})`);
      }
    }
    throw new DependencyUnavailable('alertmanager', said.join('; '));
  };

  return {
    begin: async (incidentId, alerts, until) => {
      for (const alert of alerts) {
        const body = JSON.stringify({
          matchers: matchersOf(alert),
          startsAt: instant(clock()),
          endsAt: until,
          createdBy: CREATED_BY,
          comment: commentOf(incidentId),
        });
        await ask('silences', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      }
    },
    end: async (incidentId) => {
      const listed = Listed.safeParse(JSON.parse(String(await ask('silences', { method: 'GET' }))));
      if (!listed.success)
        throw new DependencyUnavailable('alertmanager', 'lists silences in another shape than agreed');
      const ours = listed.data.filter(
        ({ createdBy, comment, status }) =>
          createdBy === CREATED_BY && comment === commentOf(incidentId) && status.state !== 'expired',
      );
      for (const { id } of ours) await ask(`silence/${encodeURIComponent(id)}`, { method: 'DELETE' });
      return ours.length;
    },
  };
};
