import { bearerOrBasic } from '../bearer-or-basic.ts';
import { isSigned } from '../hmac.ts';
import type { Presented, Source } from '../source.ts';

const SIGNATURE = 'x-grafana-alerting-signature';
/** Grafana lets one choose this header's name; ours is in the README. */
const TIMESTAMP = 'x-grafana-alerting-timestamp';
/** How far the sender's clock and ours may be apart, delivery included. */
const TOLERATED_SECONDS = 300;

const isRecent = (timestamp: string, now: Date): boolean =>
  /^\d{1,12}$/.test(timestamp) && Math.abs(now.getTime() / 1000 - Number(timestamp)) <= TOLERATED_SECONDS;

const isSignedNow = (signature: string, presented: Presented): boolean => {
  const timestamp = presented.headers[TIMESTAMP];
  if (timestamp === undefined) return isSigned([signature], [presented.rawBody], presented);
  return isSigned([signature], [`${timestamp}:`, presented.rawBody], presented) && isRecent(timestamp, presented.now);
};

/** Bearer or basic credentials, or a signature. One that is sent must be right, whatever else is. */
export const auth: Pick<Source, 'authenticate' | 'schemes' | 'credential'> = {
  schemes: bearerOrBasic.schemes,
  credential: `${bearerOrBasic.credential}, nor a signature in the header ${SIGNATURE}`,
  authenticate: (presented) => {
    const signature = presented.headers[SIGNATURE];
    return signature === undefined ? bearerOrBasic.authenticate(presented) : isSignedNow(signature, presented);
  },
};
