import type { Client, Reader } from './client.ts';
import type { BrakeList, Me } from './shapes.ts';

/** Who reads, and what holds on every page. */
export interface Standing {
  readonly me: Me;
  readonly brakes: BrakeList;
}

/** What a page needs from around it. */
export interface Around {
  readonly client: Client;
  /** For pages whose own reading does not say it. */
  readonly standing: Reader<Standing>;
  /** Reads and draws anew, after something was done. */
  refresh(): void;
  /** Tells it to those who do not see the page. */
  say(text: string): void;
}

/** What a form needs, and who fills it in. */
export interface Acting extends Omit<Around, 'standing'> {
  readonly me: Me;
}

/** One state of a page: it is drawn anew only when one of its stamps is another object than before. */
export interface Drawing {
  readonly title: string;
  readonly stamps: readonly unknown[];
  readonly standing: Standing;
  draw(): Node;
}

/** A page that reads again and again. */
export interface View {
  /** Which of the pages in the navigation it belongs to. */
  readonly place: string;
  read(): Promise<Drawing>;
}
