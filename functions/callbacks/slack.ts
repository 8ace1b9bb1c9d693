import { readInteraction } from '../adapters/slack/interaction.ts';
import { isFromSlack } from '../adapters/slack/signature.ts';
import type { Whisper } from '../adapters/slack/whisper.ts';
import { personNamed, type SlackPolicy } from '../core/domain/integrations.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { PressButton } from '../core/usecases/press-button.ts';
import { json, problem, unauthorized } from '../runtime/http.ts';
import { patience } from '../runtime/patience.ts';
import { sameSecret } from '../runtime/same-secret.ts';
import type { Callback } from './callbacks.ts';

export interface SlackCallbackDeps {
  /** Undefined while Slack is off. */
  readonly policy: () => Promise<SlackPolicy | undefined>;
  /** What Slack signs with; undefined while nobody put it there. */
  readonly signingSecret: () => Promise<string | undefined>;
  readonly press: PressButton;
  readonly whisperFor: (policy: SlackPolicy) => Whisper;
  readonly clock: Clock;
  readonly log: { warn(message: string, facts: Record<string, unknown>): void };
}

/** Slack gives up after three seconds. A decision that takes longer counts all the same; pressing again says so. */
const PATIENCE_SECONDS = 2.5;

const STRANGER =
  'Selfright does not know you: somebody must add your member id to its configuration. Nothing was done.';

/** A button was pressed: that Slack says so, then who it was, then what came of it, told to them alone. */
export const makeSlackCallback = (deps: SlackCallbackDeps): Callback => {
  const { policy, signingSecret, press, whisperFor, clock, log } = deps;

  return async ({ headers, body }) => {
    const [slack, secret] = await Promise.all([policy(), signingSecret()]);
    if (slack === undefined || secret === undefined) return problem(404, { detail: 'slack is not configured' });
    if (!isFromSlack({ headers, body, secret, now: clock(), same: sameSecret })) {
      return unauthorized('Signature realm="selfright", headers="x-slack-signature"', 'signature in x-slack-signature');
    }
    const interacted = readInteraction(body);
    if (interacted === 'nothing') return json(200, {});
    if (interacted === 'invalid') return problem(422, { detail: 'not an interaction with a button of ours' });
    const { userId, channel, button } = interacted;
    const person = personNamed(slack.people, userId);
    const answered = await patience(PATIENCE_SECONDS, async () => {
      const pressed = person && (await press(button, person, 'slack'));
      if (pressed?.outcome !== 'done') {
        log.warn('button refused', { userId, ...button, why: pressed?.says ?? 'stranger' });
      }
      // The decision stands whether or not this arrives.
      await whisperFor(slack)(channel, userId, pressed?.says ?? STRANGER).catch((error: unknown) =>
        log.warn('answer not told', { userId, why: String(error) }),
      );
      return json(200, {});
    });
    return answered === 'late' ? problem(503, { detail: 'this takes longer than slack waits; look again' }) : answered;
  };
};
