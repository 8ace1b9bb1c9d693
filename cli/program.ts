import { Command } from 'commander';
import { INCIDENT_STATUSES } from '../functions/core/domain/transitions.ts';
import { addApprovals } from './approvals.ts';
import { addAudit } from './audit-command.ts';
import { addAutonomy } from './autonomy.ts';
import { addChangeCommands } from './changes.ts';
import { makeClient } from './client.ts';
import { addConnect } from './connect.ts';
import { addDiagnose } from './diagnose.ts';
import { addDoctor } from './doctor.ts';
import { CommandFailed, EXIT, type ExitCode } from './exit.ts';
import { addGrantCommands } from './grants.ts';
import { teach } from './help.ts';
import { addInvestigate } from './investigate.ts';
import { brakeLines, incidentTable, receiptTable } from './list.ts';
import { addLockCommands } from './locks.ts';
import { addMcp } from './mcp.ts';
import { addPeopleCommands } from './people.ts';
import { addPlan } from './plan.ts';
import { addPostmortemCommand } from './postmortem.ts';
import { quarantinedStory, quarantineLines } from './quarantine.ts';
import type { ProgramDeps, Shell } from './shell.ts';
import { printStory } from './story.ts';
import { dateOf, plain } from './text.ts';
import { addUndo } from './undo.ts';
import { toldAsJson, toldInWords, watchIncident } from './watch.ts';
import { addWhyCommand } from './why.ts';
import { addWindowCommands } from './windows.ts';

/** The operator's command line. Answers the exit code of the command that ran. */
export const makeProgram = ({ stack, write, paint }: ProgramDeps) => {
  let code: ExitCode = EXIT.ok;
  const program = new Command('selfright').description('Rights a service after a capsize.');
  const client = () => makeClient(stack());
  /** Prints an answer: as it is for scripts, or as lines for people. */
  const show = <T>(json: boolean | undefined, answer: T, lines: (answer: T) => readonly string[]): void => {
    if (json) write(JSON.stringify(answer, null, 2));
    else for (const line of lines(answer)) write(line);
  };
  const JSON_FLAG = ['--json', 'print JSON'] as const;

  program
    .command('incidents')
    .description('list incidents, newest first')
    .option('--status <status>', `only of this status: ${INCIDENT_STATUSES.join(', ')}`)
    .option('--service <service>', 'only of this service')
    .option('--limit <number>', 'at most so many, 1 to 100')
    .option('--cursor <cursor>', 'the next page of a list')
    .option(...JSON_FLAG)
    .action(async ({ json, ...query }) =>
      show(json, await client().incidents(query), (list) => incidentTable(list, paint)),
    );

  program
    .command('incident <id>')
    .description('tell one incident from what fired to how it ended')
    .option(...JSON_FLAG)
    .action(async (id: string, { json }) => {
      const incident = await client().incident(id);
      if (json) write(JSON.stringify(incident, null, 2));
      else printStory(incident, write, { paint });
    });

  program
    .command('watch [id]')
    .description(
      'follow an incident live; without an id the open one, or the next one that opens. Exits 1 if it was handed over',
    )
    .option('--json', 'print each entry of the timeline as JSON, on a line of its own')
    .action(async (id: string | undefined, { json }: { readonly json?: boolean }) => {
      code = await watchIncident(client(), id, json ? toldAsJson(write) : toldInWords(write, paint));
    });

  program
    .command('receipts')
    .description('list what became of notifications, newest first')
    .option('--limit <number>', 'at most so many, 1 to 100')
    .option(...JSON_FLAG)
    .action(async ({ json, ...query }) =>
      show(json, await client().receipts(query), (list) => receiptTable(list, paint)),
    );

  const quarantine = program.command('quarantine').description('what was authentic, but was not understood');
  quarantine
    .command('list')
    .description('list it, the last seen first, with counts by source and reason')
    .option('--source <source>', 'only of this source')
    .option('--limit <number>', 'at most so many, 1 to 100')
    .option(...JSON_FLAG)
    .action(async ({ json, ...query }) =>
      show(json, await client().quarantine(query), (list) => quarantineLines(list, paint)),
    );
  quarantine
    .command('show <id>')
    .description('show one with its body')
    .option(...JSON_FLAG)
    .action(async (id: string, { json }) =>
      show(json, await client().quarantined(id), (one) => quarantinedStory(one, paint)),
    );
  quarantine
    .command('replay <id>')
    .description('send one to the intake again; exits 1 if it is still not understood')
    .option(...JSON_FLAG)
    .action(async (id: string, { json }) =>
      show(json, await client().replay(id), ({ receiptId }) => [`sent again as ${receiptId}`]),
    );

  const dlq = program.command('dlq').description('dead letters: notifications that could not be taken in');
  dlq
    .command('list')
    .description('list them with what stood in the way')
    .option(...JSON_FLAG)
    .action(async ({ json }) => {
      const [{ deadLettersOf }, { deadLetterTable, withReasons }] = await Promise.all([
        import('./dead-letters.ts'),
        import('./dead-letter-lines.ts'),
      ]);
      const letters = await withReasons(client(), await deadLettersOf(stack()).list());
      show(json, { letters }, (all) => deadLetterTable(all.letters, paint));
    });
  dlq
    .command('redrive')
    .description('send them back to the intake; exits 1 if there is none of that id')
    .option('--id <id>', 'only this one, by its receipt or message')
    .option(...JSON_FLAG)
    .action(async ({ id, json }) => {
      const { deadLettersOf } = await import('./dead-letters.ts');
      const redriven = await deadLettersOf(stack()).redrive(id);
      show(json, { redriven }, (all) => [
        `${all.redriven.length} sent back`,
        ...all.redriven.map(({ receiptId, messageId }) => plain(receiptId ?? messageId)),
      ]);
      code = id === undefined || redriven.length > 0 ? EXIT.ok : EXIT.negative;
    });

  program
    .command('brake <on|off|status>')
    .description('stop all actions, or those of one service; let them go again; or tell how it stands')
    .option('--service <service>', 'only this service')
    .option('--reason <text>', 'why; needed for on and off')
    .option(...JSON_FLAG)
    .action(async (move: string, { service, reason, json }, command: Command) => {
      if (move === 'status') return show(json, await client().brakes(), (list) => brakeLines(list, paint));
      if (move !== 'on' && move !== 'off') command.error(`brake: ${move} is none of on, off, status`);
      if (reason === undefined) command.error('brake: --reason is needed; others will want to know why');
      const brake = await client().moveBrake(service, move === 'on', reason);
      show(json, brake, (one) => brakeLines({ engaged: one.engaged, brakes: [one] }, paint));
    });

  program
    .command('close <id>')
    .description('close an incident that was handed over')
    .requiredOption('--comment <text>', 'how it ended')
    .option(...JSON_FLAG)
    .action(async (id: string, { comment, json }) => {
      const closed = await client().close(id, comment);
      show(json, closed, (one) => [
        `${one.id} ${one.status} at ${dateOf(one.closedAt ?? one.updatedAt)}`,
        plain(one.title),
      ]);
    });

  addPeopleCommands(program, { client, show });
  addPostmortemCommand(program, { client, show });
  addWindowCommands(program, { client, show });
  addGrantCommands(program, { client, show });
  addLockCommands(program, { client, show });
  addWhyCommand(program, { client, show }, paint);
  addChangeCommands(program, { client, show });

  program
    .command('prove')
    .description('hold every law against the whole record; exits 1 if one is broken')
    .option(...JSON_FLAG)
    .action(async ({ json }) => {
      // Its SDK clients take longer to load than the other commands take to answer.
      const { judgedLines, proveStack } = await import('./prove.ts');
      const laws = await proveStack(stack());
      const ok = laws.every(({ breaches }) => breaches.length === 0);
      show(json, { ok, laws }, (proof) => judgedLines(proof.laws, paint));
      code = ok ? EXIT.ok : EXIT.negative;
    });

  program
    .command('replay [id]')
    .description(
      'run today’s engine, runbooks and policy on what was recorded; exits 1 if a verified diagnosis would be another',
    )
    .option('--all', 'every incident that was diagnosed')
    .option(...JSON_FLAG)
    .action(async (id: string | undefined, { all, json }) => {
      if ((id === undefined) === (all === undefined)) {
        throw new CommandFailed(EXIT.usage, 'replay takes either the id of an incident or --all');
      }
      const { breaksVerified, replayLines, replayStack } = await import('./replay.ts');
      const incidents = await replayStack(stack(), id);
      const ok = !incidents.some(breaksVerified);
      show(json, { ok, incidents }, (answer) => replayLines(answer.incidents, paint));
      code = ok ? EXIT.ok : EXIT.negative;
    });

  const end = (ended: ExitCode): void => {
    code = ended;
  };
  const shell: Shell = { stack, write, paint, client, show, end };
  addConnect(program, shell);
  addAudit(program, shell);
  addApprovals(program, shell);
  addUndo(program, shell);
  addPlan(program, shell);
  addMcp(program, stack);
  addInvestigate(program, shell);

  addDoctor(program, shell);
  addDiagnose(program, write, paint);
  addAutonomy(program, shell);
  teach(program);

  return { program, exitCode: () => code };
};
