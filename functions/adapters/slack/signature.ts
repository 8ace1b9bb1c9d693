import { createHmac } from 'node:crypto';

/** An older request is not taken, even if its signature is right. Seconds. */
const TOLERANCE = 300;

/** What Slack puts into `X-Slack-Signature`: over the version, its own time and the bytes of the body. */
export const slackSignature = (secret: string, timestamp: string, body: Uint8Array): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;

export interface SlackSigned {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  readonly secret: string;
  readonly now: Date;
  /** Compares in constant time. */
  readonly same: (given: string, expected: string) => boolean;
}

/** Whether Slack itself sent exactly these bytes, a moment ago. */
export const isFromSlack = ({ headers, body, secret, now, same }: SlackSigned): boolean => {
  const timestamp = headers['x-slack-request-timestamp'] ?? '';
  const right = same(headers['x-slack-signature'] ?? '', slackSignature(secret, timestamp, body));
  const age = /^\d{1,12}$/.test(timestamp) ? Math.abs(now.getTime() / 1000 - Number(timestamp)) : Infinity;
  return right && age <= TOLERANCE;
};
