import type { JudgedChange } from './engine/changes.ts';
import type { LogComparison } from './engine/log-compare.ts';
import type { Span } from './engine/telemetry.ts';
import type { Instant } from './time.ts';

/** One series that was asked for, as it was examined. */
export interface LookedAt {
  readonly service: string;
  readonly signal: string;
  /** Exactly what was asked, so that a reader can ask again. */
  readonly query: string;
  /** One value for each step since the start; null is a gap. Absent where it is told elsewhere. */
  readonly values?: readonly (number | null)[] | undefined;
  /** What it stood at in the window and what it stood at normally, where both are known. */
  readonly value?: number | undefined;
  readonly normally?: number | undefined;
  /** By how many of its usual strays it moved towards harm. */
  readonly score?: number | undefined;
  /** In how many seconds it is full, at the rate of the window; 0 when it is. Absent where it does not fill up. */
  readonly exhaustedInSeconds?: number | undefined;
  /** Why there is nothing to see. */
  readonly missing?: string | undefined;
  /** Why some of it may be missing, although there is something to see. */
  readonly partly?: string | undefined;
}

/** What is different in the log of a service. Evidence that is shown; it moves no confidence. */
export interface LogsSeen {
  readonly service: string;
  /** Which log, and which stretch of it. */
  readonly query: string;
  readonly found?: LogComparison | undefined;
  /** Why there is nothing to see. */
  readonly missing?: string | undefined;
}

/** A service that the engine suspects, with what speaks for that. */
export interface SuspectService {
  readonly service: string;
  readonly signal: string;
  readonly confidence: number;
  /** The share of what the alerting service suffers that it explains by itself. */
  readonly share?: number | undefined;
  /** That share as a sentence with its amounts. */
  readonly added?: string | undefined;
  readonly facts: readonly string[];
}

/** What the engine looked at and what it made of it; with the values, it can be made again. */
export interface ExaminationRecord {
  readonly outcome: 'explained' | 'inconclusive';
  /** All of it in plain words. */
  readonly says: string;
  /** The likeliest first. */
  readonly suspects: readonly SuspectService[];
  readonly onset?:
    | { readonly after: Instant; readonly by: Instant; readonly service: string; readonly signal: string }
    | undefined;
  readonly service?: string | undefined;
  readonly calls: readonly (readonly [caller: string, callee: string])[];
  /** Unix seconds: the first value, the first one of the window, and the last; and the distance of values. */
  readonly from: number;
  readonly windowFrom: number;
  readonly to: number;
  readonly step: number;
  readonly looked: readonly LookedAt[];
  /** Stretches in which something was wrong already, so that they do not count as normal. Unix seconds. */
  readonly troubled?: readonly Span[] | undefined;
  /** Why it could not be asked who calls whom by what traces show. */
  readonly graphMissing?: string | undefined;
  /** What the services logged that they did not before, and what they do not any more. */
  readonly logs?: readonly LogsSeen[] | undefined;
  /** What was changed around, by whoever knew, as it was held against the cause; and who could not be asked. */
  readonly changes?: readonly JudgedChange[] | undefined;
  readonly changesMissing?: readonly string[] | undefined;
}
