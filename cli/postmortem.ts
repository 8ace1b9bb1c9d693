import type { Command } from 'commander';
import { postmortemMarkdown } from '../functions/core/domain/postmortem-markdown.ts';
import type { PeopleCommandDeps } from './people.ts';

/** `postmortem`: what happened, from the record alone. */
export const addPostmortemCommand = (program: Command, { client, show }: PeopleCommandDeps): void => {
  program
    .command('postmortem <id>')
    .description('write what happened as Markdown, from the record alone')
    .option('--json', 'print JSON')
    .action(async (id: string, { json }) =>
      show(json, await client().postmortem(id), (postmortem) => postmortemMarkdown(postmortem).trimEnd().split('\n')),
    );
};
