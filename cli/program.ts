import { Command } from 'commander';
import { makeClient } from './client.ts';
import { checkupLines, examine } from './doctor.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { brakeLines, incidentTable, receiptTable } from './list.ts';
import type { Stack } from './stack.ts';
import { printStory } from './story.ts';
import { dateOf, type Paint, plain } from './text.ts';
import { watchIncident } from './watch.ts';

export interface ProgramDeps {
  /** Found only when a command needs it, so that help works without a stack. */
  readonly stack: () => Stack;
  readonly write: (line: string) => void;
  readonly paint: Paint;
}

const CODES = `
Exit codes: 0 done; 1 a law is broken, an answer is negative or a request is refused; 2 wrong usage; 3 no stack, or it does not answer.
The stack is the one of SELFRIGHT_HOME (else .local of the checkout), or what SELFRIGHT_API_URL and SELFRIGHT_TOKEN name.`;

/** The operator's command line. Answers the exit code of the command that ran. */
export const makeProgram = ({ stack, write, paint }: ProgramDeps) => {
  let code: ExitCode = EXIT.ok;
  const program = new Command('selfright').description('Rights a service after a capsize.').addHelpText('after', CODES);
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
    .option('--status <status>', 'only of this status')
    .option('--service <service>', 'only of this service')
    .option('--limit <number>', '1 to 100')
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
    .action(async (id: string | undefined) => {
      code = await watchIncident(client(), id, write, paint);
    });

  program
    .command('receipts')
    .description('list what became of notifications, newest first')
    .option('--limit <number>', '1 to 100')
    .option(...JSON_FLAG)
    .action(async ({ json, ...query }) =>
      show(json, await client().receipts(query), (list) => receiptTable(list, paint)),
    );

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
    .command('doctor')
    .description('ask every part of the stack whether it answers; exits 1 if one does not')
    .option(...JSON_FLAG)
    .action(async ({ json }) => {
      const checkups = await examine(stack());
      show(json, checkups, (all) => checkupLines(all, paint));
      code = checkups.every(({ ok }) => ok) ? EXIT.ok : EXIT.negative;
    });

  return { program, exitCode: () => code };
};
