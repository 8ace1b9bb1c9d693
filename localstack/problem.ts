import { existsSync, readFileSync } from 'node:fs';
import { SelfrightError } from '../functions/core/domain/errors.ts';

/** Something on this machine keeps the local stack from working; the text says what to do about it. */
export class LocalProblem extends SelfrightError {
  override readonly name = 'LocalProblem';
  readonly remedy: string;
  /** The log file that tells more. */
  readonly log: string | undefined;

  constructor(what: string, options: { remedy: string; log?: string; cause?: unknown }) {
    super(what, { cause: options.cause });
    this.remedy = options.remedy;
    this.log = options.log;
  }
}

const tailOf = (file: string, lines: number): readonly string[] =>
  existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines) : [];

/** What a person reads when a step failed: the problem, the end of its log, and what to do. */
export const explain = (error: unknown, lines = 25): string => {
  if (!(error instanceof Error)) return String(error);
  const text = [error.message];
  if (error instanceof LocalProblem && error.log !== undefined) {
    text.push(`  last lines of ${error.log}:`, ...tailOf(error.log, lines).map((line) => `    ${line}`));
  }
  if (error instanceof SelfrightError) text.push(`  what to do: ${error.remedy}`);
  if (!(error instanceof SelfrightError) && error.stack !== undefined) text.push(error.stack);
  return text.join('\n');
};
