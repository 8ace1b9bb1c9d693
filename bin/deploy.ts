// npm run deploy: deploys every stack to whatever AWS_ENDPOINT_URL points to, else to the AWS account of the
// environment. Further arguments go to `cdk deploy`.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { fillConnections } from '../localstack/connections.ts';
import { contextFor } from '../localstack/context.ts';
import { awsEnvOf, EMULATOR_ACCOUNT, EMULATOR_AWS } from '../localstack/emulator.ts';
import { BIN, CHECKOUT, homeOf, pathsOf } from '../localstack/home.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const home = homeOf();
const args = process.argv.slice(2);
const endpointUrl = process.env['AWS_ENDPOINT_URL'];
const localEndpoint =
  endpointUrl !== undefined && LOOPBACK.has(new URL(endpointUrl).hostname) ? endpointUrl : undefined;

/** At an emulator nothing of a real account plays a part, and nothing outside this machine is asked. */
const localEnv = (endpoint: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))),
  ...awsEnvOf(endpoint),
  AWS_EC2_METADATA_DISABLED: 'true',
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  CDK_DISABLE_VERSION_CHECK: 'true',
});
const env = localEndpoint === undefined ? process.env : localEnv(localEndpoint);

const running = new Set<ReturnType<typeof spawn>>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
  });
}

const cdk = async (options: readonly string[], cwd = CHECKOUT): Promise<void> => {
  const what = `cdk ${options[0]}`;
  const start = performance.now();
  const child = spawn(join(BIN, 'node'), [join(BIN, 'cdk'), ...options], { cwd, env, stdio: 'inherit' });
  running.add(child);
  const code = await new Promise<number>((resolve) => child.on('exit', (status) => resolve(status ?? 1)));
  running.delete(child);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${what}  ${seconds} s`);
  if (code !== 0) process.exit(code);
};

const isBootstrapped = async (): Promise<boolean> => {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = EMULATOR_AWS;
  const local = { endpoint: localEndpoint ?? '', region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } };
  const client = new CloudFormationClient(localEndpoint === undefined ? {} : local);
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: 'CDKToolkit' }));
    return Stacks.some(({ StackStatus = '' }) => /^(CREATE|UPDATE|IMPORT).*_COMPLETE$/.test(StackStatus));
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') return false;
    throw error;
  } finally {
    client.destroy();
  }
};

const bootstrap = async (): Promise<void> => {
  if (await isBootstrapped()) return;
  console.log('this account and region have no CDK bootstrap stack yet');
  if (localEndpoint === undefined) return cdk(['bootstrap']);
  // Away from cdk.json, or it would synthesize the whole app first.
  mkdirSync(home, { recursive: true });
  await cdk(['bootstrap', `aws://${EMULATOR_ACCOUNT}/us-east-1`, '--method', 'direct', ...QUIET], home);
};

const QUIET = ['--no-notices', '--no-version-reporting', '--no-path-metadata', '--no-asset-metadata'];

/**
 * An emulator needs no change sets and no questions; synthesis and bootstrap do not wait for each other. The stack's
 * `context.json` is read by the app itself, so that a plain `npx cdk deploy --all` sees the same.
 */
const deployLocally = async (endpoint: string): Promise<void> => {
  const context = contextFor(home, endpoint);
  const assembly = context !== undefined ? pathsOf(home).assembly : join(CHECKOUT, 'cdk.out');
  await Promise.all([bootstrap(), cdk(['synth', '--quiet', ...QUIET, '--output', assembly])]);
  await cdk([
    ...['deploy', '--all', '--app', assembly, ...QUIET, '--require-approval', 'never'],
    ...['--method', 'direct', '--concurrency', '3', '--progress', 'events', ...args],
  ]);
  if (context !== undefined) await fillConnections(endpoint, context);
};

if (localEndpoint === undefined) {
  await bootstrap();
  await cdk(['deploy', '--all', ...args]);
} else {
  await deployLocally(localEndpoint);
}
