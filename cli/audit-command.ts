import type { Command } from 'commander';
import { EXIT } from './exit.ts';
import type { Shell } from './shell.ts';

/** `audit verify|anchor <id|--all>`: whether timelines are as they were written, and heads put out of reach. */
export const addAudit = (program: Command, shell: Shell): void => {
  const audit = program.command('audit').description('whether timelines are as they were written');
  audit
    .command('verify [id]')
    .description(
      'hold the timeline of an incident against its hash chain and its anchors; names the first entry that is not right, ' +
        'and what is not anchored yet. Exits 1 on a breach',
    )
    .option('--all', 'every incident')
    .option('--json', 'print JSON')
    .action(async (id: string | undefined, { all, json }, command: Command) => {
      if ((id === undefined) !== (all === true)) command.error('audit verify: give an id, or --all');
      const { auditLines, auditStack } = await import('./audit.ts');
      const report = await auditStack(shell.stack(), id);
      shell.show(json, report, (one) => auditLines(one, shell.paint));
      shell.end(report.ok ? EXIT.ok : EXIT.negative);
    });
  audit
    .command('anchor [id]')
    .description(
      'keep the heads of intact timelines in the bucket SELFRIGHT_ANCHOR_BUCKET, where object lock holds them; made to ' +
        'be run on a schedule by who may not write the table. Exits 1 when a timeline is breached',
    )
    .option('--all', 'every incident')
    .option('--json', 'print JSON')
    .action(async (id: string | undefined, { all, json }, command: Command) => {
      if ((id === undefined) !== (all === true)) command.error('audit anchor: give an id, or --all');
      const { auditLines, auditStack } = await import('./audit.ts');
      const report = await auditStack(shell.stack(), id, true);
      const breached = { ...report, audited: report.audited.filter(({ breach }) => breach !== undefined) };
      shell.show(json, report, ({ anchored = [] }) => [
        `${anchored.length} anchored`,
        ...anchored.map(({ incidentId, seq }) => `  ${incidentId} up to entry ${seq}`),
        ...auditLines(breached, shell.paint),
      ]);
      shell.end(report.ok ? EXIT.ok : EXIT.negative);
    });
};
