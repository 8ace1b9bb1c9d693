import * as z from 'zod';

/** GET /console/sign-in.json: what the page needs to send people to their issuer; nothing of it is secret. */
export const SignInTold = z.object({
  oidc: z
    .object({
      issuer: z.string(),
      clientId: z.string(),
      scopes: z.string(),
      token: z.enum(['access_token', 'id_token']),
      origins: z.array(z.string()).readonly(),
    })
    .optional(),
});
export type SignInTold = z.infer<typeof SignInTold>;

/** As much of an issuer's discovery document as a page needs that sends people there. */
const web = z.url({ protocol: /^https?$/ });
export const Discovered = z.object({ issuer: z.string(), authorization_endpoint: web, token_endpoint: web });
export type Discovered = z.infer<typeof Discovered>;

/** What an issuer gives for a code. */
export const Granted = z.object({ access_token: z.string().optional(), id_token: z.string().optional() });

/** What a tab keeps while somebody is away to sign in, so that only this tab can use what comes back. */
export const Errand = z.object({ state: z.string(), verifier: z.string(), hash: z.string() });
export type Errand = z.infer<typeof Errand>;
