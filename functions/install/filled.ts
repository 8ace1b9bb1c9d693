import * as z from 'zod';
import { OperatorTokens, SourceSecrets } from '../core/contracts/secrets.ts';
import type { Role } from '../core/domain/role.ts';

/** The first operators, so that a new installation can be used at once. */
const FIRST_OPERATORS: Readonly<Record<string, Role>> = {
  viewer: 'viewer',
  responder: 'responder',
  approver: 'approver',
  approver2: 'approver',
  admin: 'admin',
  reporter: 'reporter',
};

/** Makes a new secret value. */
export type Random = () => string;

/** The text to store instead, or undefined when what is there must stay as it is. */
export type Fill = (stored: string, random: Random) => string | undefined;

const Empty = z.strictObject({});

/** Tokens for the first operators, once: a subject that was removed later must not come back. */
export const fillOperatorTokens: Fill = (stored, random) => {
  const kept = jsonOf(stored);
  if (!Empty.safeParse(kept).success) {
    OperatorTokens.parse(kept);
    return undefined;
  }
  const first = Object.entries(FIRST_OPERATORS).map(([subject, role]) => [subject, { role, token: random() }]);
  return JSON.stringify(Object.fromEntries(first));
};

/** A secret for each source that has none yet; what is there is never replaced. */
export const fillSourceSecrets =
  (sources: readonly string[]): Fill =>
  (stored, random) => {
    const kept = SourceSecrets.parse(jsonOf(stored));
    const missing = sources.filter((source) => !Object.hasOwn(kept, source));
    if (missing.length === 0) return undefined;
    return JSON.stringify({ ...kept, ...Object.fromEntries(missing.map((source) => [source, random()])) });
  };

/** The parser's own message would quote the text, which is a secret. */
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('the stored secret is not json; empty it with {} and deploy again');
  }
};
