import type { Guide, Proof } from './guide.ts';
import { hmacOf } from './proofs.ts';

const signature: Proof = (secret, body) => ({ 'x-pagerduty-signature': `v1=${hmacOf(secret, body)}` });

const EVENTS = ['triggered', 'acknowledged', 'unacknowledged', 'escalated', 'reassigned', 'reopened', 'resolved'];

/** PagerDuty's webhook subscriptions, version 3. */
export const pagerduty: Guide = {
  source: 'pagerduty',
  pieces: ({ address }) => [
    {
      title: 'the subscription, for POST https://api.pagerduty.com/webhook_subscriptions',
      file: 'selfright-subscription.json',
      text: `${JSON.stringify(
        {
          webhook_subscription: {
            type: 'webhook_subscription',
            description: 'selfright',
            delivery_method: { type: 'http_delivery_method', url: address },
            events: EVENTS.map((event) => `incident.${event}`),
            filter: { type: 'account_reference' },
          },
        },
        null,
        2,
      )}\n`,
    },
  ],
  notes: [
    "PagerDuty makes the secret itself and shows it once, in its answer (delivery_method.secret): put it into the sources' secret under pagerduty, as a list beside the one that is there until both ends have it.",
    'The test here signs with the secret that the webhook has now; PagerDuty\'s own "Send test event" proves that it is PagerDuty\'s.',
    'PagerDuty opens incidents only for what fires, so there is no Watchdog for it: what it does not send is not noticed here.',
  ],
  trial: {
    by: 'post',
    ends: 'test',
    proofs: { signature },
    body: (now) => ({
      event: {
        id: '01SELFRIGHTCONNECT',
        event_type: 'pagey.ping',
        resource_type: 'pagey',
        occurred_at: now.toISOString(),
        agent: null,
        client: null,
        data: { message: 'sent by selfright connect', type: 'ping' },
      },
    }),
  },
};
