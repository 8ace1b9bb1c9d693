import { ApprovalRequest } from '../core/contracts/api.ts';
import type { DecideAndGrant } from '../core/usecases/decide-and-grant.ts';
import { json, problem } from '../runtime/http.ts';
import { onIncident } from './on-incident.ts';
import { readBody } from './read-request.ts';
import type { Route } from './router.ts';

/** A person's decision on the plan that an incident asks about. */
export const approvalRoutes = (decide: DecideAndGrant): readonly Route[] => [
  {
    method: 'POST',
    path: '/incidents/{id}/approvals',
    role: 'approver',
    answer: onIncident(async (id, call, { subject }) => {
      const request = readBody(ApprovalRequest, call);
      if (!request.ok) return request.answer;
      const { decision, planDigest, comment, via, grantSeconds } = request.value;
      const given = {
        subject,
        decision: decision === 'approve' ? 'approved' : 'denied',
        planDigest,
        via,
        comment,
      } as const;
      const { decided, grant } = await decide(id, given, grantSeconds);
      switch (decided.outcome) {
        case 'counted':
          return json(200, { ...decided.approval, grant });
        case 'unknown':
          return undefined;
        case 'not_asked':
          return problem(409, { detail: 'nobody is asked about this incident now' });
        case 'stale':
          return problem(409, { detail: `the plan changed; the one that is asked about has ${decided.planDigest}` });
        case 'decided':
          return problem(409, { detail: `decided already: ${decided.status}` });
        case 'again':
          return problem(409, { detail: `${subject} decided already; two decisions of one subject count once` });
        case 'own':
          return problem(403, { detail: `${subject} asked for this plan; another approver must decide` });
      }
    }),
  },
];
