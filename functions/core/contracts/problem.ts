import type * as z from 'zod';

/** One thing that is wrong with what was sent. */
export interface FieldProblem {
  /** Where it is, such as `alerts[3].labels.service`. */
  readonly field: string;
  /** What was met. */
  readonly problem: string;
  /** What would have been accepted. */
  readonly allowed?: string;
}

/** More than this many are not told: five hundred broken alerts make the same point as ten. */
const MOST_TOLD = 20;

const fieldOf = (path: readonly PropertyKey[]): string => {
  const place = path.map((part, i) =>
    typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${String(part)}`,
  );
  return place.join('').slice(0, 200) || '(the whole body)';
};

const allowedOf = (issue: z.core.$ZodIssue): string | undefined => {
  if (issue.code === 'invalid_type') return issue.expected;
  if (issue.code === 'invalid_value') return issue.values.map(String).join(', ');
  if (issue.code === 'too_big') return `at most ${issue.maximum}`;
  if (issue.code === 'too_small') return `at least ${issue.minimum}`;
  if (issue.code === 'invalid_format') return issue.format === 'datetime' ? 'an RFC 3339 date-time' : issue.format;
  return undefined;
};

/** What zod found, in the words of a problem document. */
export const fieldProblems = (error: z.core.$ZodError): readonly FieldProblem[] =>
  error.issues.slice(0, MOST_TOLD).map((issue) => {
    const allowed = allowedOf(issue);
    const problem = issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
    return { field: fieldOf(issue.path), problem, ...(allowed === undefined ? {} : { allowed }) };
  });
