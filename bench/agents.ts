// npm run bench:agents: what the Lambdas for agents weigh, and how long they take to load, beside those that must stay light.
import { loadTimeOf } from './agents/load-time.ts';
import { bundleSizeOf } from './intake/bundle-size.ts';
import { machine, versions } from './intake/machine.ts';

const LAMBDAS = ['mcp', 'agents', 'api'] as const;

const lambdas = [];
for (const lambda of LAMBDAS) {
  lambdas.push({ lambda, ...(await bundleSizeOf(lambda)), loadMilliseconds: Math.round(await loadTimeOf(lambda)) });
}
const webhook = { lambda: 'webhook', ...(await bundleSizeOf('webhook')) };
const report = { lambdas: [...lambdas, webhook], machine: machine(), versions: versions() };

if (process.argv.includes('--json')) console.log(JSON.stringify(report, null, 2));
else
  for (const { lambda, bytes, ours, ...rest } of report.lambdas) {
    const load = 'loadMilliseconds' in rest ? `  loads in ${rest.loadMilliseconds} ms` : '';
    console.log(`${lambda.padEnd(8)} ${(bytes / 1000).toFixed(0)} kB, ours ${(ours / 1000).toFixed(0)} kB${load}`);
  }
