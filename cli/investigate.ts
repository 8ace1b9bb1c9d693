import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { IncidentIdText } from '../functions/core/contracts/incident-parts.ts';
import { SelfrightError } from '../functions/core/domain/errors.ts';
import type { Investigation } from '../functions/core/domain/investigation.ts';
import { CommandFailed, EXIT } from './exit.ts';
import type { Shell } from './shell.ts';
import { plain } from './text.ts';

const lines = ({ model, ended, suggestions, dropped, spent }: Investigation): readonly string[] => [
  `${plain(model)} ${ended}; nothing follows from it by itself`,
  ...suggestions.flatMap(({ says, cites, runbook }) => [
    `  ${plain(says)}`,
    `    cites ${cites.join(', ')}; ${runbook === null ? 'no runbook' : `runbook ${runbook}`}`,
  ]),
  ...(dropped > 0 ? [`  left out: ${dropped}, which cite nothing that was observed or are too many`] : []),
  `${spent.calls} turns, ${spent.tokens} tokens, ${spent.seconds.toFixed(1)} s, ${spent.dollars.toFixed(4)} dollars`,
];

/** `investigate <id>`: asks the model of the policy, with the credentials for AWS of whoever runs it. */
export const addInvestigate = (program: Command, { stack, show }: Shell): void => {
  program
    .command('investigate <id>')
    .description('ask a model to look at an incident; it may only read, and only suggest')
    .option('--json', 'print JSON')
    .action(async (id: string, { json }: { readonly json?: boolean }) => {
      const known = IncidentIdText.safeParse(id);
      if (!known.success) throw new CommandFailed(EXIT.usage, `investigate: ${id} is no incident id`);
      const [{ makeInvestigator }, { bedrockModel }, { BedrockRuntimeClient }] = await Promise.all([
        import('../functions/investigate/investigator.ts'),
        import('../functions/adapters/bedrock/model.ts'),
        import('@aws-sdk/client-bedrock-runtime'),
      ]);
      const { apiUrl, tokenFor } = stack();
      const investigator = makeInvestigator({
        ...{ url: apiUrl, token: tokenFor('responder'), clock: () => new Date(), newId: randomUUID },
        modelOf: (modelId, region) => bedrockModel(new BedrockRuntimeClient({ region }), modelId),
      });
      try {
        show(json, await investigator(known.data), lines);
      } catch (error) {
        if (!(error instanceof SelfrightError)) throw error;
        throw new CommandFailed(EXIT.negative, error.message, error.remedy);
      }
    });
};
