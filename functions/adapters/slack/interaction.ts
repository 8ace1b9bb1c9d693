import * as z from 'zod';
import { IncidentIdText } from '../../core/contracts/incident-parts.ts';
import { jsonIn } from '../../core/contracts/read-json.ts';
import type { Button } from '../../core/domain/button.ts';

const incidentId = IncidentIdText;
const planDigest = z.string().regex(/^[0-9a-f]{64}$/);

const Pressed: z.ZodType<Button> = z.discriminatedUnion('does', [
  z.object({ does: z.enum(['approve', 'deny']), incidentId, planDigest }),
  z.object({ does: z.enum(['acknowledge', 'brake']), incidentId }),
]);

const Interaction = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string().min(1) }),
  channel: z.object({ id: z.string().min(1) }),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().max(2_000).optional() })).min(1),
});

/** Who pressed what, and where. */
export interface Interacted {
  readonly userId: string;
  readonly channel: string;
  readonly button: Button;
}

/**
 * Reads the body of an interaction: a form with one member, `payload`. `nothing` is what needs no answer but that it came,
 * such as a button that is a link.
 */
export const readInteraction = (body: Uint8Array): Interacted | 'nothing' | 'invalid' => {
  const payload = new URLSearchParams(new TextDecoder().decode(body)).get('payload');
  const read = Interaction.safeParse(jsonIn(payload ?? ''));
  if (!read.success) return 'invalid';
  const { user, channel, actions } = read.data;
  const [action] = actions;
  if (action === undefined || action.action_id === 'console') return 'nothing';
  const button = Pressed.safeParse(jsonIn(action.value ?? ''));
  if (!button.success || button.data.does !== action.action_id) return 'invalid';
  return { userId: user.id, channel: channel.id, button: button.data };
};
