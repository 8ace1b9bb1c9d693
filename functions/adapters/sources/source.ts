import type { KeyObject } from 'node:crypto';
import type { FieldProblem } from '../../core/contracts/problem.ts';
import type { AlertGroup } from '../../core/domain/alert.ts';
import type { Instant } from '../../core/domain/time.ts';

/** Names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** What a vendor signs with, as far as it is needed to check a signature. */
export interface Certificate {
  readonly publicKey: KeyObject;
  readonly validFrom: Date;
  readonly validTo: Date;
}

/** What a source has to prove itself with, and what it is held against. */
export interface Presented {
  readonly headers: Headers;
  /** Exactly the bytes that were sent, for sources that sign them. */
  readonly rawBody: Uint8Array;
  /** The secrets that are valid now: one, or two while one replaces the other; none means that nobody gets in. */
  readonly secrets: readonly string[];
  /** Compares in constant time. */
  readonly same: (given: string | Uint8Array, expected: string | Uint8Array) => boolean;
  /** For signatures that hold for a while only. */
  readonly now: Date;
  /** Whose messages are taken, for sources that name themselves and share no secret: ARNs of SNS topics. */
  readonly topics: readonly string[];
  /** Fetches a certificate from an address that the source has found to be its vendor's; undefined when none is there. */
  readonly certificate: (address: URL) => Promise<Certificate | undefined>;
}

/** How and when a notification came. */
export interface Arrival {
  readonly headers?: Headers;
  /** Stands in for what a body does not say about time. */
  readonly receivedAt?: Instant;
}

export type Parsed =
  | { readonly outcome: 'understood'; readonly groups: readonly AlertGroup[] }
  /** The vendor's test message: it is answered and recorded, and opens nothing. */
  | { readonly outcome: 'test' }
  /** The vendor asks whether its messages are wanted here. */
  | { readonly outcome: 'subscription'; readonly topic: string; readonly token: string }
  /** Not JSON at all, or nothing. */
  | { readonly outcome: 'unreadable'; readonly why: string }
  /** JSON that breaks the source's own schema. */
  | { readonly outcome: 'invalid'; readonly problems: readonly FieldProblem[] }
  /** JSON of a shape that cannot be mapped, such as a template of somebody's own or an old version. */
  | { readonly outcome: 'unmapped'; readonly why: string };

/** One kind of sender of alerts. Each is one folder; adding one touches nothing else but the index. */
export interface Source {
  /** Its name in `/alerts/{source}`, in the secrets and on every alert group. */
  readonly name: string;
  /** For the `WWW-Authenticate` header of a refusal. */
  readonly schemes: string;
  /** What a sender has to show, and where, as a refusal tells it after `no valid`. */
  readonly credential: string;
  /** It sends JSON under other content types too, so that the type says nothing. */
  readonly anyContentType?: boolean;
  authenticate(presented: Presented): boolean | Promise<boolean>;
  /** Never throws for content. */
  parse(rawBody: Uint8Array | string, arrival?: Arrival): Parsed;
  /** The notification as one text that `parse` reads without its headers; left out, the body is that text. */
  withoutHeaders?(rawBody: Uint8Array, headers: Headers): string | undefined;
}
