import type { Digest } from '../../core/domain/timeline.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Table } from './table.ts';

/** What writing to the record needs beside the table. */
export interface Writing {
  readonly table: Table;
  readonly clock: Clock;
  readonly digest: Digest;
}
