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

const refused = (error: unknown): never => {
  if (!(error instanceof SelfrightError)) throw error;
  throw new CommandFailed(EXIT.negative, error.message, error.remedy);
};

/** `investigate <id>`: asks the model of the policy, with the credentials for AWS of whoever runs it. */
export const addInvestigate = (program: Command, { stack, show }: Shell): void => {
  program
    .command('investigate <id>')
    .description('ask a model to look at an incident; it may only read, and only suggest')
    .option(
      '--deployed',
      'have the deployed one look, with its own credentials; what it suggests stands on the timeline',
    )
    .option('--json', 'print JSON')
    .action(async (id: string, { json, deployed }: { readonly json?: boolean; readonly deployed?: boolean }) => {
      const known = IncidentIdText.safeParse(id);
      if (!known.success) throw new CommandFailed(EXIT.usage, `investigate: ${id} is no incident id`);
      const { apiUrl: url, tokenFor } = stack();
      const token = tokenFor('responder');
      if (deployed === true) {
        const { deskOf } = await import('../functions/adapters/operator-api/desk.ts');
        const desk = deskOf({ url, token, protocol: 'mcp' }, 'ask_investigator');
        const asked = await desk.investigate(known.data).catch(refused);
        show(json, asked, ({ incidentId }) => [`a model will look at ${incidentId}; follow its timeline`]);
        return;
      }
      const [{ makeInvestigatorByPerson }, { bedrockModel }, { BedrockRuntimeClient }] = await Promise.all([
        import('../functions/investigate/by-person.ts'),
        import('../functions/adapters/bedrock/model.ts'),
        import('@aws-sdk/client-bedrock-runtime'),
      ]);
      const investigator = makeInvestigatorByPerson({
        ...{ url, token, clock: () => new Date(), newId: randomUUID },
        modelOf: (modelId, region) => bedrockModel(new BedrockRuntimeClient({ region }), modelId),
      });
      show(json, await investigator(known.data).catch(refused), lines);
    });
};
