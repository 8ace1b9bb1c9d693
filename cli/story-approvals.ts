import type { IncidentView } from '../functions/core/contracts/api.ts';
import { type Paint, timeOf, told } from './text.ts';

/** Whom the plan was put to, and what each of them said. */
export const tellApprovals = ({ approvals }: IncidentView, paint: Paint): readonly string[] =>
  approvals.flatMap(({ status, deadline, quorum, planDigest, votes }) => [
    `${told(paint, status)}  plan ${planDigest.slice(0, 12)}, ${quorum} needed until ${timeOf(deadline)}`,
    ...votes.map(({ subject, decision, at, via, comment }) => {
      const said = comment === undefined ? '' : `: ${comment}`;
      return `  ${timeOf(at)}  ${subject} ${decision} by ${via}${said}`;
    }),
  ]);
