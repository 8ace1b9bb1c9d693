import type { FieldProblem } from '../../core/contracts/problem.ts';
import type { AlertGroup } from '../../core/domain/alert.ts';

/** Names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** What a source has to prove itself with. */
export interface Presented {
  readonly headers: Headers;
  /** Exactly the bytes that were sent, for sources that sign them. */
  readonly rawBody: Uint8Array;
  /** The secrets that are valid now: one, or two while one replaces the other; none means that nobody gets in. */
  readonly secrets: readonly string[];
  /** Compares in constant time. */
  readonly same: (given: string | Uint8Array, expected: string | Uint8Array) => boolean;
}

export type Parsed =
  | { readonly outcome: 'understood'; readonly groups: readonly AlertGroup[] }
  /** Not JSON at all, or nothing. */
  | { readonly outcome: 'unreadable'; readonly why: string }
  /** JSON that breaks the source's own schema. */
  | { readonly outcome: 'invalid'; readonly problems: readonly FieldProblem[] };

/** One kind of sender of alerts. Each is one folder; adding one touches nothing else but the index. */
export interface Source {
  /** Its name in `/alerts/{source}`, in the secrets and on every alert group. */
  readonly name: string;
  /** For the `WWW-Authenticate` header of a refusal. */
  readonly schemes: string;
  authenticate(presented: Presented): boolean;
  /** Never throws for content. */
  parse(rawBody: Uint8Array | string, headers?: Headers): Parsed;
}
