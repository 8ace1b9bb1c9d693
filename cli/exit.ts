/** How a command ends; scripts may rely on it. */
export const EXIT = {
  ok: 0,
  /** A law is broken, an answer is negative, a request is refused. */
  negative: 1,
  /** The command line itself is wrong. */
  usage: 2,
  /** There is no stack, or it does not answer. */
  unreachable: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The end of a command that did not do what was asked, in words for the one who asked. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly exit: ExitCode;
  /** What to do about it. */
  readonly remedy: string | undefined;

  constructor(exit: ExitCode, what: string, remedy?: string) {
    super(what);
    this.exit = exit;
    this.remedy = remedy;
  }
}
