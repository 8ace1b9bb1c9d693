import { readJson } from '../../../core/contracts/read-json.ts';
import type { Presented, Source } from '../source.ts';
import { isSignedBy, SignedMessage } from './signature.ts';

/** SNS's own hosts. A region has no dot and begins with two letters: `sns.s3.amazonaws.com` would be somebody's bucket. */
const HOST = /^sns\.[a-z]{2}(?:-[a-z]+)+-\d\.amazonaws\.com(?:\.cn)?$/;
const PATH = /^\/SimpleNotificationService-[0-9A-Za-z]{1,100}\.pem$/;

/** The address of a certificate, if SNS itself serves it. */
export const certificateAddress = (address: string | undefined): URL | undefined => {
  const url = address === undefined ? null : URL.parse(address);
  const plain = url !== null && `https://${url.hostname}${url.pathname}` === address;
  return plain && HOST.test(url.hostname) && PATH.test(url.pathname) ? url : undefined;
};

/** SNS gives up on a delivery after an hour; what comes later is somebody's copy. */
const OLDEST_SECONDS = 3600 + 900;
const AHEAD_SECONDS = 900;

const isTimely = (sent: string, now: Date): boolean => {
  const age = (now.getTime() - Date.parse(sent)) / 1000;
  return age <= OLDEST_SECONDS && age >= -AHEAD_SECONDS;
};

const messageIn = (rawBody: Uint8Array): SignedMessage | undefined => {
  const body = readJson(rawBody);
  return body.ok ? SignedMessage.safeParse(body.value).data : undefined;
};

const isGenuine = async ({ rawBody, topics, now, certificate }: Presented): Promise<boolean> => {
  const message = messageIn(rawBody);
  if (message === undefined || !topics.includes(message.TopicArn) || !isTimely(message.Timestamp, now)) return false;
  const address = certificateAddress(message.SigningCertURL ?? message.SigningCertUrl);
  const signedWith = address && (await certificate(address));
  if (signedWith === undefined || now < signedWith.validFrom || now > signedWith.validTo) return false;
  return isSignedBy(message, signedWith.publicKey);
};

/** The signature of SNS, for topics that are expected here; which topic it is comes first, and costs nothing. */
export const auth: Pick<Source, 'authenticate' | 'schemes' | 'credential'> = {
  schemes: 'Signature realm="selfright"',
  credential: 'signature of SNS over a message of a topic that is taken here',
  authenticate: isGenuine,
};
