import type { Outputs } from '../../../localstack/outputs.ts';
import { prove } from '../../../localstack/start/prove.ts';
import { type Display, one } from '../../../localstack/steps.ts';
import { readTable } from '../record.ts';
import { receiptReader, untilSettled } from '../settle.ts';
import { type StormReport, stormBreachesOf } from './report.ts';
import { blow } from './run.ts';
import { stormTallyOf } from './tally.ts';
import { stormOf } from './traffic.ts';

const SETTLE_MS = 5 * 60_000;

/** A storm over the storefront's services, on a stack that is up. */
export const benchStorm = async (
  { outputs, home, display }: { readonly outputs: Outputs; readonly home: string; readonly display: Display },
  clients: number,
): Promise<StormReport> => {
  const { apiUrl, secrets, endpointUrl, tableName, tokens } = outputs;
  const { policy } = await readTable(endpointUrl, tableName);
  if (policy === undefined) throw new Error('the stack has no policy');
  const services = Object.keys(policy.services);
  const run = process.pid.toString(36);
  const messages = stormOf(services, run, new Date().toISOString());
  const { deliveries, seconds } = await one(display, {
    title: 'storm',
    run: () => blow({ apiUrl, secrets }, messages, clients),
  });
  const answered = performance.now();
  const settled = await one(display, {
    title: 'receipts',
    run: (tell) =>
      untilSettled(
        deliveries.flatMap(({ receiptId }) => receiptId ?? []),
        receiptReader(apiUrl, tokens.viewer),
        SETTLE_MS,
        (open) => tell(`${open} are not settled`),
      ),
  });
  const secondsToSettle = (performance.now() - answered) / 1000;
  const { incidents } = await readTable(endpointUrl, tableName);
  const tally = stormTallyOf(messages, deliveries, settled, incidents, policy.correlation.stormAfter);
  const proven = await prove(home);
  return { tally, seconds, secondsToSettle, proven, breaches: stormBreachesOf(tally, proven) };
};
