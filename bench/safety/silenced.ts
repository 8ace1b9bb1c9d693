import * as z from 'zod';
import type { IncidentView } from '../../functions/core/contracts/api.ts';
import type { Policy } from '../../functions/core/domain/policy.ts';
import type { Stage } from './scenario.ts';

/** The same policy, with Alertmanager kept quiet while actions run. */
export const quietly = (policy: Policy): Policy => ({
  ...policy,
  ...(policy.alertmanager && { alertmanager: { ...policy.alertmanager, silenceActions: true } }),
});

const Listed = z.array(
  z.object({
    comment: z.string(),
    endsAt: z.iso.datetime(),
    matchers: z.array(z.object({ name: z.string(), value: z.string() })),
    status: z.object({ state: z.string() }),
  }),
);

const labelsTold = (labels: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Asks Alertmanager itself: each of the incident's alerts was silenced, nothing else was, and each silence was ended. */
export const wasSilenced = async ({ outputs }: Stage, incident: IncidentView): Promise<readonly string[]> => {
  const { id, timeline, alerts } = incident;
  const answer = await fetch(`${outputs.alertmanagerUrl}/api/v2/silences`);
  const ours = Listed.parse(await answer.json()).filter(({ comment }) => comment.startsWith(id));
  const until = timeline.find(({ kind }) => kind === 'silence.begun')?.data['until'];
  const known = new Set(alerts.map(({ labels }) => labelsTold(labels)));
  const others = ours.filter(
    ({ matchers }) => !known.has(labelsTold(Object.fromEntries(matchers.map(({ name, value }) => [name, value])))),
  );
  const standing = ours.filter(({ status, endsAt }) => status.state !== 'expired' || endsAt >= String(until));
  return [
    ...(ours.length > 0 ? [] : ['Alertmanager was not silenced']),
    ...(others.length === 0 ? [] : [`${others.length} silences are about something else than its alerts`]),
    ...(standing.length === 0 ? [] : [`${standing.length} silences were left to end by themselves`]),
  ];
};
