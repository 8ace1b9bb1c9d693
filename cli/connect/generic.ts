import type { Guide } from './guide.ts';
import { basic, bearer } from './proofs.ts';

const ALERT = `{
  "groupKey": "shop/checkout",
  "alerts": [
    {
      "name": "CheckoutSlow",
      "status": "firing",
      "service": "checkout",
      "severity": "critical",
      "annotations": { "summary": "p99 over 2 s" },
      "startsAt": "2026-01-31T10:00:00Z"
    }
  ]
}
`;

const call = (address: string, secret: string, data: string): string =>
  [
    'curl --fail --silent --show-error --retry 10 --retry-all-errors',
    `--header ${quoted(`Authorization: Bearer ${secret}`)}`,
    "--header 'Content-Type: application/json'",
    `--data ${data} ${quoted(address)}`,
  ].join(' \\\n  ');

/** Safe as one word of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const heartbeat = (address: string, secret: string): string => `#!/bin/sh
# Run it every minute, for instance by cron: when it stops arriving, an incident about the sender opens.
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
body='{"alerts":[{"name":"Watchdog","severity":"none","labels":{"selfright_heartbeat":"'$(hostname)'"},"startsAt":"'$now'"}]}'
${call(address, secret, '"$body"')}
`;

/** Any sender that can post JSON. */
export const generic: Guide = {
  source: 'generic',
  pieces: ({ address, secret }) => [
    { title: 'the template: our own form', file: 'selfright-alert.json', text: ALERT },
    { title: 'how it is sent', file: 'send.sh', text: `${call(address, secret, '@selfright-alert.json')}\n` },
    { title: 'the Watchdog: its silence is noticed', file: 'selfright-heartbeat.sh', text: heartbeat(address, secret) },
  ],
  notes: [
    'CloudEvents 1.0 and any JSON with a name and a status in usual words are read as well.',
    'Repetitions of one firing keep startsAt; the next firing has another one.',
    'Send again after 5xx and when there is no answer; everything else is final.',
  ],
  trial: {
    by: 'post',
    ends: 'test',
    proofs: { bearer, basic },
    body: () => ({ test: true, says: 'sent by selfright connect' }),
  },
};
