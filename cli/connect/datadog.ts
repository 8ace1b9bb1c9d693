import type { Guide } from './guide.ts';
import { basic, bearer, inHeader } from './proofs.ts';

/** The payload by which Datadog says all that is read of it. */
export const DATADOG_TEMPLATE = {
  alert_title: '$ALERT_TITLE',
  alert_transition: '$ALERT_TRANSITION',
  alert_cycle_key: '$ALERT_CYCLE_KEY',
  alert_id: '$ALERT_ID',
  alert_scope: '$ALERT_SCOPE',
  alert_type: '$ALERT_TYPE',
  alert_priority: '$ALERT_PRIORITY',
  alert_metric: '$ALERT_METRIC',
  aggreg_key: '$AGGREG_KEY',
  hostname: '$HOSTNAME',
  tags: '$TAGS',
  date: '$DATE',
  link: '$LINK',
  text_only_msg: '$TEXT_ONLY_MSG',
};

/** Datadog's webhooks integration. */
export const datadog: Guide = {
  source: 'datadog',
  pieces: ({ address, secret }) => [
    {
      title:
        'the webhook with its template, for POST https://api.<site>/api/v1/integration/webhooks/configuration/webhooks',
      file: 'selfright-webhook.json',
      text: `${JSON.stringify(
        {
          name: 'selfright',
          url: address,
          encode_as: 'json',
          custom_headers: JSON.stringify({ Authorization: `Bearer ${secret}` }),
          payload: JSON.stringify(DATADOG_TEMPLATE, null, 2),
        },
        null,
        2,
      )}\n`,
    },
  ],
  notes: [
    'Add @webhook-selfright to the message of every monitor, and let each notify its recovery.',
    'Datadog has no rule that always fires at short intervals, so there is no Watchdog for it: what it does not send is not noticed here.',
  ],
  trial: {
    by: 'post',
    ends: 'test',
    proofs: { bearer, basic, header: inHeader('x-selfright-token') },
    body: (now) => ({
      alert_title: '[TEST] sent by selfright connect',
      alert_transition: 'Triggered',
      alert_type: 'error',
      date: String(now.getTime()),
    }),
  },
};
