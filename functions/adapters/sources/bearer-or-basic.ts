import type { Presented, Source } from './source.ts';

const CREDENTIAL = /^(?<scheme>bearer|basic) +(?<value>[\x21-\x7e]+) *$/i;

/** The secret inside an authorization header: a bearer token, or the password of basic credentials. */
const secretIn = (header: string | undefined): string | undefined => {
  const { scheme, value } = CREDENTIAL.exec(header ?? '')?.groups ?? {};
  if (value === undefined || scheme?.toLowerCase() === 'bearer') return value;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0 ? undefined : pair.slice(colon + 1);
};

/** For senders that cannot sign: whoever knows a valid secret. Every secret is compared, so that time tells nothing. */
export const bearerOrBasic: Pick<Source, 'authenticate' | 'schemes' | 'credential'> = {
  schemes: 'Bearer realm="selfright", Basic realm="selfright"',
  credential: 'bearer token or basic credentials in the authorization header',
  authenticate: ({ headers, secrets, same }: Presented) => {
    const given = secretIn(headers['authorization']);
    return given !== undefined && secrets.map((secret) => same(given, secret)).includes(true);
  },
};
