import type { Command } from 'commander';

/** What somebody comes for, and the commands for it. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'See what happens:': ['incidents', 'incident', 'watch', 'why', 'plan', 'postmortem', 'autonomy'],
  'Say and decide:': ['ack', 'note', 'approve', 'deny', 'undo', 'escalate', 'close', 'investigate'],
  'Hold back, or let go:': ['brake', 'windows', 'grants', 'locks'],
  'What came in:': ['receipts', 'quarantine', 'dlq', 'changes', 'connect'],
  'Whether it can be trusted:': ['doctor', 'prove', 'audit', 'replay', 'diagnose'],
  'For programs:': ['mcp'],
};

/** The role that a token must have, where reading is not enough. */
const NEEDS: Readonly<Record<string, string>> = {
  ...{ ack: 'responder', note: 'responder', escalate: 'responder', close: 'responder', investigate: 'responder' },
  ...{ approve: 'approver', deny: 'approver', undo: 'approver' },
  brake: 'responder to engage, admin to release',
  windows: 'responder to add or end one',
  grants: 'approver to give one, responder to revoke one',
  locks: 'admin to break one',
  changes: 'reporter to report one',
};

/** Commands whose `<id>` is that of an incident. */
const OF_INCIDENTS = [
  ...['incident', 'watch', 'why', 'plan', 'postmortem', 'replay', 'verify', 'anchor'],
  ...['ack', 'note', 'approve', 'deny', 'undo', 'escalate', 'close', 'investigate'],
];

const FIRST = `
Such as:
  selfright watch                     follow what happens
  selfright incident <id>             read one as a story, then: why <id>, plan <id>
  selfright approve <id>              agree to the plan that was shown; or: deny <id>
  selfright brake on --reason "..."   stop all actions at once
  selfright doctor                    see what is missing or unhealthy

\`selfright help <command>\` tells more of one. The stack is the one of SELFRIGHT_HOME (else .local of the checkout), or what
SELFRIGHT_API_URL and SELFRIGHT_TOKEN name.`;

const CODES = `
Exit codes: 0 done; 1 a law is broken, an answer is negative or a request is refused; 2 wrong usage; 3 no stack, or it does not answer.`;

const everyOf = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(everyOf)];

/** Lets the help teach: commands by what somebody comes for, whose id is meant, which role it takes, what an exit code says. */
export const teach = (program: Command): void => {
  for (const [heading, names] of Object.entries(GROUPS))
    for (const command of program.commands.filter((one) => names.includes(one.name()))) command.helpGroup(heading);
  for (const command of everyOf(program)) {
    const needs = NEEDS[command.name()];
    if (needs !== undefined) command.addHelpText('after', `\nNeeds a token of the role: ${needs}.`);
    if (!OF_INCIDENTS.includes(command.name())) continue;
    for (const argument of command.registeredArguments)
      if (argument.name() === 'id') argument.description = 'id of an incident, as `selfright incidents` lists them';
  }
  program.addHelpText('after', FIRST).addHelpText('afterAll', CODES);
};
