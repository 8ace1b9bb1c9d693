import { type Child, code, faint, h, section, since, table, tag } from '../dom.ts';
import { type Deed, deedForm } from '../form.ts';
import { clock, day } from '../format.ts';
import { type IncidentView, suffices } from '../shapes.ts';
import type { Acting } from '../view.ts';
import { planContent } from './planned.ts';

type Approval = IncidentView['approvals'][number];

const votesOf = ({ votes }: Approval): Child =>
  votes.length > 0 &&
  table(
    'Who decided',
    ['decision', 'who', 'at', 'by', 'comment'],
    votes.map(({ decision, subject, at, via, comment }) => [tag(decision), subject, clock(at), via, comment]),
  );

const standing = ({ votes, quorum }: Approval): string => {
  const approving = votes.filter(({ decision }) => decision === 'approved').length;
  return quorum === 1 ? 'One approver decides.' : `${approving} of ${quorum} approvers said yes.`;
};

/** Both are bound to the digest of exactly the plan that is shown beside them. */
const choices = (id: string, planDigest: string): readonly Deed[] => {
  const path = `incidents/${id}/approvals`;
  const said = (decision: string) => (comment: string) => ({
    ...{ decision, planDigest, via: 'console' },
    ...(comment !== '' && { comment }),
  });
  return [
    {
      ...{ id: `approve-${planDigest.slice(0, 8)}`, label: 'Comment', does: 'Approve', asks: 'comment', look: 'good' },
      ...{ path, body: said('approve'), done: 'Your approval counts.' },
    },
    {
      ...{ id: `deny-${planDigest.slice(0, 8)}`, label: 'Why not', does: 'Deny', asks: 'must', look: 'bad' },
      ...{ path, body: said('deny'), done: 'Denied: the plan is not carried out.' },
    },
  ];
};

/** The open question, with all that is asked about: nobody has to approve what they do not see. */
export const question = (incident: IncidentView, around: Acting): Child => {
  const { plan, approvals, id, status } = incident;
  const open = approvals.find((one) => one.status === 'pending' && one.planDigest === plan?.digest);
  if (open === undefined || plan === null || status !== 'awaiting_approval') return false;
  const may = suffices(around.me.role, 'approver');
  return h(
    'section',
    { class: 'question', 'aria-labelledby': 'question' },
    h('h2', { id: 'question' }, 'May this be done?'),
    h('p', {}, `An answer is due by ${clock(open.deadline)}, asked `, since(open.askedAt), ` ago. ${standing(open)}`),
    planContent(plan),
    votesOf(open),
    may ? choices(id, plan.digest).map((one) => deedForm(one, around)) : faint('Deciding needs the role approver.'),
  );
};

/** What was asked before, and how it was decided. */
export const asked = ({ approvals }: IncidentView): Child => {
  const decided = approvals.filter(({ status }) => status !== 'pending');
  if (decided.length === 0) return false;
  return section(
    'asked',
    'What was asked',
    ...decided.map((one) => [
      h('p', {}, tag(one.status), ` asked ${day(one.askedAt)}, plan `, code(one.planDigest.slice(0, 12))),
      votesOf(one),
    ]),
  );
};
