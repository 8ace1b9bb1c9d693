import { sameSecret } from './same-secret.ts';

/** The token of an `Authorization: Bearer` header; undefined for anything else. */
export const bearerOf = (header: string | undefined): string | undefined =>
  /^bearer +(?<token>[\x21-\x7e]+) *$/i.exec(header ?? '')?.groups?.['token'];

/** Whose token it is. Every known token is compared, so that the time taken tells nothing. */
export const holderOf = <T extends { readonly token: string }>(
  given: string,
  tokens: Readonly<Record<string, T>>,
): (T & { readonly subject: string }) | undefined => {
  let holder: (T & { readonly subject: string }) | undefined;
  for (const [subject, entry] of Object.entries(tokens)) {
    if (sameSecret(given, entry.token)) holder = { ...entry, subject };
  }
  return holder;
};
