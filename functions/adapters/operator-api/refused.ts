import { SelfrightError } from '../../core/domain/errors.ts';

/** The operator API does not do what was asked; it says why, and what the caller can do about it. */
export class Refused extends SelfrightError {
  override readonly name = 'Refused';
  readonly remedy: string;
  readonly status: number;

  constructor(status: number, detail: string, retryAfterSeconds?: number) {
    super(detail);
    this.status = status;
    this.remedy = remedyFor(status, retryAfterSeconds);
  }
}

const REMEDIES: Readonly<Record<number, string>> = {
  401: 'present a token that this installation knows',
  403: 'do not repeat it: ask a person whose token has that role',
  404: 'look the id up first: list_incidents gives those that exist',
  409: 'read the incident again and decide on what it says now',
  413: 'send less',
  422: 'correct the named field and call again',
};

const remedyFor = (status: number, retryAfterSeconds: number | undefined): string => {
  if (status === 429 || status === 503) return `call again in ${retryAfterSeconds ?? 5} seconds`;
  return REMEDIES[status] ?? 'tell a person; calling again will not help';
};
