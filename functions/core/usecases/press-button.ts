import type { Channel } from '../domain/approval.ts';
import { GLOBAL_BRAKE } from '../domain/brake.ts';
import { type Button, NEEDED } from '../domain/button.ts';
import type { Person } from '../domain/integrations.ts';
import { suffices } from '../domain/role.ts';
import type { AcknowledgeIncident } from './acknowledge-incident.ts';
import type { DecideApproval, Decided } from './decide-approval.ts';
import type { MoveBrake } from './move-brake.ts';

export interface PressButtonDeps {
  readonly decide: DecideApproval;
  readonly acknowledge: AcknowledgeIncident;
  readonly move: MoveBrake;
}

/** What came of it, in one sentence for whoever pressed. */
export interface Pressed {
  readonly outcome: 'done' | 'refused';
  readonly says: string;
}

const done = (says: string): Pressed => ({ outcome: 'done', says });
const refused = (says: string): Pressed => ({ outcome: 'refused', says });

const toldOf = (decided: Decided): Pressed => {
  switch (decided.outcome) {
    case 'counted': {
      const { status, votes, quorum } = decided.approval;
      if (status === 'approved') return done('Your approval counts: the plan is carried out.');
      if (status === 'denied') return done('Your denial counts: the plan is not carried out.');
      return done(`Your approval counts: ${votes.length} of ${quorum}.`);
    }
    case 'unknown':
      return refused('There is no such incident.');
    case 'not_asked':
      return refused('Nobody is asked about this incident now.');
    case 'stale':
      return refused('The plan changed since this message; look at the newest one.');
    case 'decided':
      return refused(`This was decided already: ${decided.status}.`);
    case 'again':
      return refused('You decided already; two decisions of one person count once.');
    case 'own':
      return refused('You asked for this plan; another approver must decide.');
  }
};

/** A button under a message elsewhere was pressed by somebody whom we know: the same as by the API, with the same rights. */
export const makePressButton =
  ({ decide, acknowledge, move }: PressButtonDeps) =>
  async (button: Button, { subject, role }: Person, via: Channel): Promise<Pressed> => {
    const { does, incidentId } = button;
    const needed = NEEDED[does];
    if (!suffices(role, needed)) return refused(`${subject} has the role ${role}; this needs ${needed}.`);
    switch (does) {
      case 'approve':
      case 'deny': {
        const decision = does === 'approve' ? 'approved' : 'denied';
        return toldOf(await decide(incidentId, { subject, decision, planDigest: button.planDigest, via }));
      }
      case 'acknowledge': {
        const acknowledged = await acknowledge(incidentId, subject);
        if (acknowledged.outcome === 'acknowledged') return done('It is yours now; nobody else is called.');
        if (acknowledged.outcome === 'known')
          return refused(`${acknowledged.incident.acknowledgedBy ?? 'Somebody'} is at it already.`);
        return refused(acknowledged.outcome === 'closed' ? 'The incident is closed.' : 'There is no such incident.');
      }
      case 'brake': {
        const { by } = await move({
          scope: GLOBAL_BRAKE,
          engaged: true,
          reason: `pressed in ${via}, at ${incidentId}`,
          by: subject,
        });
        const whose = by === subject ? '' : ` It was engaged by ${by} before.`;
        return done(`The brake is engaged: nothing is done any more until an admin releases it.${whose}`);
      }
    }
  };

export type PressButton = ReturnType<typeof makePressButton>;
