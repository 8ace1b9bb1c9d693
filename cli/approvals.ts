import type { Command } from 'commander';
import { CommandFailed, EXIT } from './exit.ts';
import type { Shell } from './shell.ts';

/** `approve` and `deny`: a decision on exactly the plan that was looked at. */
export const addApprovals = (program: Command, { client, show }: Shell): void => {
  const decide = (decision: 'approve' | 'deny', description: string) =>
    program
      .command(`${decision} <id>`)
      .description(description)
      .option('--plan <digest>', 'the digest of the plan that you looked at; without it, the one that is shown now')
      .option('--comment <text>', 'why')
      .option('--json', 'print JSON')
      .action(async (id: string, { plan, comment, json }: { plan?: string; comment?: string; json?: boolean }) => {
        const planDigest = plan ?? (await client().incident(id)).plan?.digest;
        if (planDigest === undefined) throw new CommandFailed(EXIT.negative, `${id} has no plan`);
        const approval = await client().decide(id, { decision, planDigest, ...(comment !== undefined && { comment }) });
        const said = approval.votes.filter((vote) => vote.decision === 'approved').length;
        show(json, approval, ({ status, quorum }) => [`${id} ${status}  (${said} of ${quorum} approved)`]);
      });
  decide('approve', 'agree to the plan that an incident asks about; exits 1 if it changed or was decided');
  decide('deny', 'refuse the plan that an incident asks about; it is handed to people');
};
