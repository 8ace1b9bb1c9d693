import * as z from 'zod';
import { ROLES } from '../domain/role.ts';

/** Over TLS; on this machine it may be without. */
const address = z.url().refine((given) => {
  const { protocol, hostname } = new URL(given);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}, 'https, except on this machine');

const Oidc = z
  .strictObject({
    issuer: address,
    clientId: z.string().min(1),
    audience: z.string().min(1).optional(),
    scopes: z.string().min(1).default('openid'),
    token: z.enum(['access_token', 'id_token']).default('access_token'),
    subjectClaim: z.string().min(1).default('sub'),
    rolesClaim: z.string().min(1).default('groups'),
    roles: z.record(z.string().min(1), z.enum(ROLES)).default({}),
    origins: z
      .array(address.refine((given) => new URL(given).origin === given, 'an origin, such as https://login.example.com'))
      .default([]),
  })
  .transform((given) => ({ ...given, audience: given.audience ?? given.clientId }));

/** `signIn` of the policy; without it only tokens of this installation are known. */
export const SignInSchema = z.strictObject({ oidc: Oidc.optional() });
