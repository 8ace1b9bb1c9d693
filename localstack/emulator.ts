import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { BIN, pathsOf } from './home.ts';
import { LocalProblem } from './problem.ts';
import { answers, plainEnv, startProcess, untilHealthy } from './processes.ts';

// The only file that knows which emulator answers at the endpoint.

/** Credentials that an emulator accepts; they open nothing anywhere else. */
export const EMULATOR_AWS: Readonly<Record<string, string>> = {
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
};

/** The account that an emulator plays. */
export const EMULATOR_ACCOUNT = '000000000000';

/** What clients of the emulator need in their environment. */
export const awsEnvOf = (endpointUrl: string): Readonly<Record<string, string>> => ({
  ...EMULATOR_AWS,
  AWS_ENDPOINT_URL: endpointUrl,
  AWS_ENDPOINT_URL_S3: endpointUrl,
});

/** Whether a LocalStack that somebody else runs is to be used instead of our own emulator. */
export const usesLocalStack = (env: NodeJS.ProcessEnv = process.env): boolean =>
  env['SELFRIGHT_EMULATOR'] === 'localstack';

/** An address on this machine as Lambdas have to call it: LocalStack runs them in containers of their own. */
export const seenByLambdas = (url: string): string =>
  usesLocalStack() ? url.replace('127.0.0.1', 'host.docker.internal') : url;

/** The address of a REST API's stage at the emulator. */
export const apiUrlOf = (endpointUrl: string, apiId: string): string => `${endpointUrl}/_aws/execute-api/${apiId}/v1`;

const startMiniStack = async (home: string, port: number, python: string): Promise<string> => {
  const folder = pathsOf(home).emulator;
  const temp = join(folder, 'tmp');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(temp, { recursive: true });
  // Lambdas are unpacked below; without this they would take the checkout's package.json, and its "type", for theirs.
  writeFileSync(join(folder, 'package.json'), '{}\n');
  const endpointUrl = `http://127.0.0.1:${port}`;
  const record = startProcess(home, {
    name: 'emulator',
    command: python,
    args: ['-m', 'ministack'],
    cwd: folder,
    env: plainEnv({
      // Lambdas inherit this environment: they run on the project's Node 24 and see nothing of the caller's account.
      PATH: `${BIN}${delimiter}${process.env['PATH'] ?? ''}`,
      HOME: folder,
      TMPDIR: temp,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      LAMBDA_EXECUTOR: 'local',
      STATE_DIR: join(folder, 'state'),
      S3_DATA_DIR: join(folder, 's3'),
      // At boot it removes containers of its own kind; with no socket it never looks at anybody's Docker.
      DOCKER_HOST: `unix://${join(folder, 'no-docker.sock')}`,
      // Listeners that would take fixed ports.
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      ...EMULATOR_AWS,
    }),
  });
  await untilHealthy(home, record, () => answers(`${endpointUrl}/_ministack/health`));
  return endpointUrl;
};

const findLocalStack = async (): Promise<string> => {
  const endpointUrl = (process.env['AWS_ENDPOINT_URL'] ?? 'http://127.0.0.1:4566').replace(/\/$/, '');
  if (await answers(`${endpointUrl}/_localstack/health`)) return endpointUrl;
  throw new LocalProblem(`no LocalStack answers at ${endpointUrl}`, {
    remedy: 'start it with docker compose -f localstack/docker-compose.yml up -d, or unset SELFRIGHT_EMULATOR',
  });
};

/** Brings the emulator up (or finds the LocalStack that SELFRIGHT_EMULATOR asks for) and answers its endpoint. */
export const startEmulator = (home: string, port: number, python: string): Promise<string> =>
  usesLocalStack() ? findLocalStack() : startMiniStack(home, port, python);
