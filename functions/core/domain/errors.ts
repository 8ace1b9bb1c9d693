/** "Cannot continue": an exception that tells the reader what to do. Expected results are values, not these. */
export abstract class SelfrightError extends Error {
  abstract override readonly name: string;
  /** What the reader should do. */
  abstract readonly remedy: string;
}

/** Something that we need does not answer; trying again may help. */
export class DependencyUnavailable extends SelfrightError {
  override readonly name = 'DependencyUnavailable';
  readonly remedy: string;
  readonly dependency: string;
  /** It asked to be left alone for so many seconds. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    dependency: string,
    what: string,
    options?: { cause?: unknown; remedy?: string; retryAfterSeconds?: number | undefined },
  ) {
    super(`${dependency}: ${what}`, { cause: options?.cause });
    this.dependency = dependency;
    this.retryAfterSeconds = options?.retryAfterSeconds;
    this.remedy = options?.remedy ?? `wait for ${dependency}; the caller retries with backoff`;
  }
}

/** What came is not what was agreed; trying again cannot help. */
export class ContractViolation extends SelfrightError {
  override readonly name = 'ContractViolation';
  readonly remedy: string;

  constructor(what: string, options?: { cause?: unknown; remedy?: string }) {
    super(what, { cause: options?.cause });
    this.remedy = options?.remedy ?? 'correct the sender; repeating the same input fails again';
  }
}
