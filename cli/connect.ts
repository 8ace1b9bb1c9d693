import type { Command } from 'commander';
import type { Connection } from './connect/connection.ts';
import type { Guide, Place } from './connect/guide.ts';
import { GUIDES } from './connect/index.ts';
import { connectionLines } from './connect/lines.ts';
import { post } from './connect/try-out.ts';
import { CommandFailed, EXIT, type ExitCode } from './exit.ts';
import type { Shell } from './shell.ts';
import { sourceSecrets } from './source-secrets.ts';
import type { Stack } from './stack.ts';

interface Asked {
  readonly send: boolean;
  readonly auth?: string;
  readonly topic?: string;
  /** Seconds that the receipt of the test may take. */
  readonly timeout: number;
}

const placeFor = async ({ source, trial }: Guide, stack: Stack, topic: string | undefined): Promise<Place> => {
  const address = `${stack.apiUrl}/alerts/${source}`;
  if (trial.by === 'publish') return { address, secret: '', topic: topic ?? stack.alarmTopicArn };
  const secret = (await sourceSecrets(stack))?.[source];
  if (secret !== undefined) return { address, secret };
  throw new CommandFailed(
    EXIT.usage,
    `the secret of ${source} is not known here`,
    'set SELFRIGHT_SOURCE_SECRETS_ARN to the output SourceSecretsSecretArn',
  );
};

const tryOut = async (
  { source, trial }: Guide,
  { address, secret, topic }: Place,
  { auth, timeout: seconds }: Asked,
  { client, stack }: Shell,
): Promise<Pick<Connection, 'tried' | 'untried'>> => {
  const asking = { client: client(), seconds };
  if (trial.by === 'post') {
    const [first = ''] = Object.keys(trial.proofs);
    return { tried: await post(address, secret, trial, auth ?? first, asking) };
  }
  if (topic === undefined) return { untried: 'which topic the alarms notify is not known; --topic names it' };
  const { publish } = await import('./connect/publish.ts');
  return { tried: await publish(source, topic, trial, { ...asking, endpointUrl: stack().endpointUrl }) };
};

const connect = async (guide: Guide, asked: Asked, shell: Shell): Promise<Connection> => {
  const [{ checkPieces }, { readyMonitoringTools }] = await Promise.all([
    import('./connect/tool-checks.ts'),
    import('../localstack/tools/monitoring-tools.ts'),
  ]);
  const place = await placeFor(guide, shell.stack(), asked.topic);
  const { source, notes } = guide;
  const pieces = guide.pieces(place);
  const checks = await checkPieces(pieces, readyMonitoringTools());
  const trial = asked.send ? await tryOut(guide, place, asked, shell) : {};
  return { source, address: place.address, pieces, notes, checks, ...trial };
};

const codeFor = ({ checks, tried, untried }: Connection): ExitCode => {
  if (checks.some(({ outcome }) => outcome === 'wrong') || untried !== undefined) return EXIT.negative;
  if (tried === undefined || tried.outcome === 'arrived') return EXIT.ok;
  return tried.outcome === 'refused' && (tried.status ?? 0) >= 500 ? EXIT.unreachable : EXIT.negative;
};

/** `connect <source>`: what to put where, checked, and proven by a test notification. */
export const addConnect = (program: Command, shell: Shell): void => {
  const names = GUIDES.map(({ source }) => source).join(', ');
  program
    .command('connect <source>')
    .description(
      `print what connects a source (${names}) with its secret, check it, and send a test notification. ` +
        'Exits 1 if something is not right or the test does not arrive',
    )
    .option('--no-send', 'print and check only')
    .option('--auth <how>', 'prove the test another way that the source offers, such as basic or hmac')
    .option('--topic <arn>', 'the SNS topic of CloudWatch alarms')
    .option('--timeout <seconds>', 'how long the receipt of the test may take', '60')
    .option('--json', 'print JSON')
    .action(async (source: string, { json, timeout, ...asked }, command: Command) => {
      const guide = GUIDES.find((one) => one.source === source);
      if (guide === undefined) return command.error(`connect: ${source} is none of ${names}`);
      if (!/^\d{1,4}$/.test(timeout)) return command.error(`--timeout: ${timeout} is no number of seconds up to 9999`);
      const connection = await connect(guide, { ...asked, timeout: Number(timeout) }, shell);
      shell.show(json, connection, (one) => connectionLines(one, shell.paint));
      shell.end(codeFor(connection));
    });
};
