import type { Command } from 'commander';
import type { Shell } from './shell.ts';
import { plain } from './text.ts';

/** `undo <id>`: has what was done taken back. */
export const addUndo = (program: Command, { client, show }: Shell): void => {
  program
    .command('undo <id>')
    .description(
      'take back what was done about an incident that is over, by the recorded inverses; needs an approver. ' +
        'Exits 1 when there is nothing to take back; `watch <id>` tells how it goes',
    )
    .option('--comment <text>', 'why')
    .option('--json', 'print JSON')
    .action(async (id: string, { comment, json }: { comment?: string; json?: boolean }) =>
      show(json, await client().undo(id, comment), (incident) => [
        `${incident.id}: taking back what was done`,
        plain(incident.title),
      ]),
    );
};
