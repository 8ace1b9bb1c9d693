import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { HOW, sourceOf } from '../../lib/constructs/bundle.ts';
import { percentile } from '../intake/percentile.ts';

const run = promisify(execFile);

const TIMES = 7;

/** Addresses that are never asked: a bundle only reads its environment when it is loaded. */
const ENV = {
  TABLE_NAME: 'table',
  API_URL: 'http://localhost:1/v1',
  PROMETHEUS_URL: 'http://localhost:1',
  QUEUE_URL: 'http://localhost:1/queue',
  TIMER_QUEUE_URL: 'http://localhost:1/timers',
  BODY_BUCKET: 'bodies',
  ESCALATION_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:topic',
  STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:machine',
  PLAN_FUNCTION_ARN: 'arn:aws:lambda:us-east-1:000000000000:function:plan',
  OPERATOR_TOKENS_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:tokens',
  AWS_REGION: 'us-east-1',
  POWERTOOLS_DEV: 'true',
} as const;

/** How long a fresh process takes to load a Lambda's bundle: what a cold start adds to what AWS itself takes. Milliseconds, the median. */
export const loadTimeOf = async (lambda: string): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'selfright-load-'));
  try {
    const outfile = join(folder, 'index.mjs');
    await build({ ...HOW, entryPoints: [join(sourceOf(lambda), 'handler.ts')], outfile });
    const script = `const t = performance.now(); await import(${JSON.stringify(pathToFileURL(outfile).href)}); console.log('took ' + (performance.now() - t)); process.exit(0)`;
    const times: number[] = [];
    for (let i = 0; i < TIMES; i += 1) {
      const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...process.env, ...ENV },
      });
      times.push(Number(/took (?<ms>[\d.]+)/.exec(stdout)?.groups?.['ms']));
    }
    return percentile(times, 50);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
