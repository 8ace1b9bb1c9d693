import * as z from 'zod';
import { apiOf, type SeenIncident } from './api.ts';
import type { TestOutputs } from './outputs.ts';
import { trigger } from './scenario.ts';
import { until } from './until.ts';

/** How long anything may take until all of it is over. Patience, not a measure of speed. */
const PATIENCE_SECONDS = 240;

const Firing = z.object({ data: z.object({ result: z.array(z.unknown()) }) });

const isOver = ({ status, toldAt }: SeenIncident): boolean =>
  status === 'closed' || (status === 'escalated' && toldAt !== undefined);

/** What a trap leaves behind. */
export interface Aftermath {
  /** The incidents that it led to, newest first, as they ended. */
  readonly incidents: readonly SeenIncident[];
  readonly actions: readonly SeenIncident['actions'][number][];
}

/** What is waited for. */
export interface Springing {
  /** At least so many incidents. */
  readonly opens: number;
  /** For so many seconds the trap acts by itself. @default 0 */
  readonly actsFor?: number;
  /** Only incidents of these services. @default all but our own */
  readonly of?: readonly string[];
}

/** Springs a trap and watches until all that came of it is over. */
export const aftermathOf = async (
  outputs: TestOutputs,
  trap: string,
  { opens, actsFor = 0, of }: Springing,
): Promise<Aftermath> => {
  const api = apiOf(outputs);
  const before = new Set((await api.incidents()).map(({ id }) => id));
  const sprungAt = Date.now();
  await trigger(outputs, trap);
  const silent = async (): Promise<boolean> => {
    const query = encodeURIComponent('ALERTS{severity!="none"}');
    const answer = await fetch(`${outputs.prometheusUrl}/api/v1/query?query=${query}`);
    return Firing.parse(await answer.json()).data.result.length === 0;
  };
  const incidents = await until(`${trap} is over`, PATIENCE_SECONDS, async () => {
    const listed = (await api.incidents()).filter(
      ({ id, service = '' }) =>
        !before.has(id) && (of === undefined ? !service.startsWith('selfright-') : of.includes(service)),
    );
    const seen = await Promise.all(listed.map(({ id }) => api.incident(id)));
    const quiet = actsFor === 0 || (Date.now() > sprungAt + actsFor * 1000 && (await silent()));
    return quiet && seen.length >= opens && seen.every(isOver) ? seen : undefined;
  });
  return { incidents, actions: incidents.flatMap(({ actions }) => actions) };
};
