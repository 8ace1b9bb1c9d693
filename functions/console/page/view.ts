import type { Client } from './client.ts';
import type { Me } from './shapes.ts';

/** What a page needs from around it. */
export interface Around {
  readonly client: Client;
  readonly me: Me;
  /** Reads and draws anew, after something was done. */
  refresh(): void;
  /** Tells it to those who do not see the page. */
  say(text: string): void;
}

/** One state of a page: it is drawn anew only when one of its stamps is another object than before. */
export interface Drawing {
  readonly title: string;
  readonly stamps: readonly unknown[];
  draw(): Node;
}

/** A page that reads again and again. */
export interface View {
  /** Which of the pages in the navigation it belongs to. */
  readonly place: string;
  read(): Promise<Drawing>;
}
