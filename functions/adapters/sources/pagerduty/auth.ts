import { isSigned } from '../hmac.ts';
import type { Source } from '../source.ts';

const VERSION = 'v1=';
/** PagerDuty signs with each secret of a rotation; nobody rotates through more than a few. */
const MOST = 8;

const signaturesIn = (header = ''): readonly string[] =>
  header
    .split(',')
    .slice(0, MOST)
    .map((part) => part.trim())
    .filter((part) => part.startsWith(VERSION))
    .map((part) => part.slice(VERSION.length));

/** `X-PagerDuty-Signature` over the bytes of the body; one right signature of several is enough. */
export const auth: Pick<Source, 'authenticate' | 'schemes' | 'credential'> = {
  schemes: 'Signature realm="selfright", headers="x-pagerduty-signature"',
  credential: 'signature in the header x-pagerduty-signature',
  authenticate: (presented) =>
    isSigned(signaturesIn(presented.headers['x-pagerduty-signature']), [presented.rawBody], presented),
};
