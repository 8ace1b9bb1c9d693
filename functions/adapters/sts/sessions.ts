import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { ContractViolation } from '../../core/domain/errors.ts';
import type { ClientFor } from '../client-for.ts';
import { calling } from '../failures.ts';
import { type SessionPolicy, sessionPolicyFor } from './session-policy.ts';

/** Credentials as clients of AWS take them; a client asks anew when they have expired. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}
export type Credentials = () => Promise<SessionCredentials>;

/** The shortest that AWS gives. */
const SESSION_SECONDS = 900;

const incomplete = (roleArn: string) => new ContractViolation(`sts gives no whole credentials for ${roleArn}`);

/** Credentials of a role, narrowed to a policy where one is given. */
export const sessionOf =
  (sts: STSClient, RoleArn: string, name: string, policy?: SessionPolicy): Credentials =>
  async () => {
    const { Credentials: given } = await calling('sts', () =>
      sts.send(
        new AssumeRoleCommand({
          RoleArn,
          // It stands in AWS's own log beside everything that the session did.
          RoleSessionName: `selfright-${name}`,
          DurationSeconds: SESSION_SECONDS,
          ...(policy && { Policy: JSON.stringify(policy) }),
        }),
      ),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given ?? {};
    if (AccessKeyId === undefined || SecretAccessKey === undefined) throw incomplete(RoleArn);
    if (SessionToken === undefined || Expiration === undefined) throw incomplete(RoleArn);
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    };
  };

const placeOf = (roleArn: string, region: string) => {
  const [, partition = '', , , account = ''] = roleArn.split(':');
  return { partition, region, account };
};

/**
 * A connector's clients: for each call one in a session of the connector's role that may carry out this operation on these
 * targets, and nothing else. Calls that may do the same share a client, which renews its session by itself.
 */
export const clientsInSessions = <C>(
  { sts, roleArn, region }: { readonly sts: STSClient; readonly roleArn: string; readonly region: string },
  make: (credentials: Credentials) => C,
): ClientFor<C> => {
  const made = new Map<string, C>();
  return (call) => {
    const policy = sessionPolicyFor(call, placeOf(roleArn, region));
    const key = JSON.stringify(policy);
    const known = made.get(key);
    if (known !== undefined) return known;
    const client = make(sessionOf(sts, roleArn, call.operation, policy));
    made.set(key, client);
    return client;
  };
};
