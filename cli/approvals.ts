import type { Command } from 'commander';
import { CommandFailed, EXIT } from './exit.ts';
import { secondsIn } from './grants.ts';
import type { Shell } from './shell.ts';
import { dateOf } from './text.ts';

interface DecideOptions {
  readonly plan?: string;
  readonly comment?: string;
  readonly for?: string;
  readonly json?: boolean;
}

/** `approve` and `deny`: a decision on exactly the plan that was looked at. */
export const addApprovals = (program: Command, { client, show }: Shell): void => {
  const decide = (decision: 'approve' | 'deny', description: string) =>
    program
      .command(`${decision} <id>`)
      .description(description)
      .option('--plan <digest>', 'the digest of the plan that you looked at; without it, the one that is shown now')
      .option('--comment <text>', 'why')
      .option('--for <duration>', 'with an approval: let the runbook run by itself for this service, such as 30m or 2h')
      .option('--json', 'print JSON')
      .action(async (id: string, { plan, comment, json, ...more }: DecideOptions) => {
        const planDigest = plan ?? (await client().incident(id)).plan?.digest;
        if (planDigest === undefined) throw new CommandFailed(EXIT.negative, `${id} has no plan`);
        const approval = await client().decide(id, {
          decision,
          planDigest,
          comment,
          ...(more.for !== undefined && { grantSeconds: secondsIn(more.for) }),
        });
        const said = approval.votes.filter((vote) => vote.decision === 'approved').length;
        show(json, approval, ({ status, quorum }) => [
          `${id} ${status}  (${said} of ${quorum} approved)`,
          ...(approval.grant === undefined ? [] : [`runs by itself until ${dateOf(approval.grant.until)}`]),
        ]);
      });
  decide('approve', 'agree to the plan that an incident asks about; exits 1 if it changed or was decided');
  decide('deny', 'refuse the plan that an incident asks about; it is handed to people');
};
