import { type Command, Option } from 'commander';
import type * as z from 'zod';
import type { IncidentShape } from '../functions/core/contracts/incident-parts.ts';
import type { Client } from './client.ts';
import { plain, words } from './text.ts';

/** What the commands of people need. */
export interface PeopleCommandDeps {
  readonly client: () => Client;
  readonly show: <T>(json: boolean | undefined, answer: T, lines: (answer: T) => readonly string[]) => void;
}

const incidentLines = ({ id, status, title, acknowledgedBy }: z.infer<typeof IncidentShape>): readonly string[] => [
  `${id} ${words(status)}${acknowledgedBy === undefined ? '' : `, ${plain(acknowledgedBy)} is at it`}`,
  plain(title),
];

/** `ack`, `note` and `escalate`: what a person says about an incident. */
export const addPeopleCommands = (program: Command, { client, show }: PeopleCommandDeps): void => {
  program
    .command('ack <id>')
    .description('say that you are at it, so that nobody else is called')
    .option('--comment <text>', 'what you are about to do')
    .option('--json', 'print JSON')
    .action(async (id: string, { comment, json }) =>
      show(json, await client().acknowledge(id, comment), incidentLines),
    );
  program
    .command('note <id> <text>')
    .description('keep a note with an incident')
    .addOption(new Option('--plan <judgement>', 'whether the newest plan was what it took').choices(['right', 'wrong']))
    .option('--json', 'print JSON')
    .action(async (id: string, text: string, { plan, json }) =>
      show(json, await client().note(id, text, plan), incidentLines),
    );
  program
    .command('escalate <id>')
    .description('take an incident out of the machine’s hands and hand it to people')
    .requiredOption('--comment <text>', 'why')
    .option('--json', 'print JSON')
    .action(async (id: string, { comment, json }) => show(json, await client().escalate(id, comment), incidentLines));
};
