import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { makeAlarmTopic } from './alarm-topic.ts';
import { startAlertmanager } from './alertmanager.ts';
import { keepAsNew } from './as-new/shop-state.ts';
import { type StackContext, writeContext } from './context.ts';
import { deployStacks } from './deploy.ts';
import { seenByLambdas, startEmulator } from './emulator.ts';
import { BIN, CHECKOUT } from './home.ts';
import { openConsole } from './open-console.ts';
import { type Outputs, readDeployment, writeOutputs } from './outputs.ts';
import { choosePorts, type Ports } from './ports.ts';
import { startPostgres } from './postgres.ts';
import { LocalProblem } from './problem.ts';
import { runToEnd, wholeEnv } from './processes.ts';
import { startPrometheus } from './prometheus.ts';
import { scrapeApi } from './scrape.ts';
import { agree, startStandIn } from './stand-in.ts';
import { both, type Display, one } from './steps.ts';
import { startStorefront } from './storefront.ts';
import { PROGRESS, type Say } from './tools/say.ts';
import { readyTools, type Tools } from './tools.ts';

const aSecret = (): string => randomBytes(24).toString('base64url');
const portOf = (url: string): string => new URL(url).port;

const fetchTools = async (home: string, say: Say): Promise<Tools> => {
  const ready = readyTools();
  if (ready !== undefined) return ready;
  const script = join(CHECKOUT, 'localstack', 'tools', 'fetch.ts');
  // Proxies and settings of the package managers count here, as they did for npm.
  const spec = { name: 'tools', command: join(BIN, 'node'), args: [script], env: wholeEnv() };
  await runToEnd(home, spec, (line) => {
    if (line.startsWith(PROGRESS)) say(line.slice(PROGRESS.length));
  });
  const fetched = readyTools();
  if (fetched !== undefined) return fetched;
  throw new LocalProblem('the tools are incomplete right after they were fetched', {
    remedy: 'remove the folder .tools and try again',
  });
};

/** Brings up only what the adapters talk to: the emulator and the database. */
const raiseBase = async (home: string, display: Display, ports: Ports) => {
  const tools = await one(display, {
    title: 'tools',
    run: (say) => fetchTools(home, say),
    detail: ({ origin }) => `emulator, Prometheus and Alertmanager (${origin})`,
  });
  const [endpointUrl, database] = await both(
    display,
    {
      title: 'AWS emulator',
      run: () => startEmulator(home, ports.emulator, tools.python),
      detail: (url) => `port ${portOf(url)}`,
    },
    {
      title: 'PostgreSQL',
      run: () => startPostgres(home, ports.postgres),
      detail: () => `port ${ports.postgres}`,
    },
  );
  return { tools, endpointUrl, database };
};

/** What the deployed Lambdas are told, in addresses that they can call. */
const contextOf = ({
  alertmanagerUrl,
  ...addresses
}: Omit<StackContext, 'drill' | 'alarmEvents' | 'alertmanagerUrls'> & {
  readonly alertmanagerUrl: string;
}): StackContext => ({
  ...addresses,
  drill: 'true',
  alarmEvents: 'true',
  prometheusUrl: seenByLambdas(addresses.prometheusUrl),
  alertmanagerUrls: seenByLambdas(alertmanagerUrl),
  storefrontUrl: seenByLambdas(addresses.storefrontUrl),
  catalogueUrl: seenByLambdas(addresses.catalogueUrl),
  checkoutUrls: addresses.checkoutUrls.split(',').map(seenByLambdas).join(','),
  ordersUrl: seenByLambdas(addresses.ordersUrl),
  acquirerUrl: seenByLambdas(addresses.acquirerUrl),
  storefrontTlsUrl: seenByLambdas(addresses.storefrontTlsUrl),
  jiraUrl: seenByLambdas(addresses.jiraUrl),
  slackUrl: seenByLambdas(addresses.slackUrl),
  teamsUrl: seenByLambdas(addresses.teamsUrl),
  ...(addresses.bedrockUrl !== undefined && { bedrockUrl: seenByLambdas(addresses.bedrockUrl) }),
  databaseUrl: seenByLambdas(addresses.databaseUrl),
});

/** What is deployed, beside where. */
export type RaiseSettings = Pick<StackContext, 'profile' | 'limits' | 'bedrockUrl'>;

const raiseOn = async (home: string, settings: RaiseSettings, display: Display, ports: Ports): Promise<Outputs> => {
  const { profile, limits, bedrockUrl } = settings;
  const { tools, endpointUrl, database } = await raiseBase(home, display, ports);
  const adminKey = aSecret();
  const agreed = {
    ...{ slackBotToken: aSecret(), slackSigningSecret: aSecret() },
    ...{ jiraWebhookSecret: aSecret(), teamsSignature: aSecret() },
  };
  const [storefront, prometheusUrl] = await both(
    display,
    {
      title: 'storefront and its load',
      run: () => startStorefront(home, { ports, endpointUrl, databaseUrl: database.storefrontUrl, adminKey, profile }),
      detail: (instances) => `${Object.keys(instances).length} processes, front door on port ${ports['edge-1']}`,
    },
    {
      title: 'Prometheus',
      run: () => startPrometheus(home, ports, profile, tools.prometheus),
      detail: (url) => `port ${portOf(url)}`,
    },
  );
  const addresses = {
    profile,
    endpointUrl,
    prometheusUrl,
    alertmanagerUrl: `http://127.0.0.1:${ports.alertmanager}`,
    storefrontUrl: `http://127.0.0.1:${ports['edge-1']}`,
    catalogueUrl: `http://127.0.0.1:${ports['catalogue-1']}`,
    checkoutUrls: [ports['checkout-1'], ports['checkout-2']].map((port) => `http://127.0.0.1:${port}`).join(','),
    ordersUrl: `http://127.0.0.1:${ports['orders-1']}`,
    acquirerUrl: `http://127.0.0.1:${ports['acquirer-1']}`,
    storefrontTlsUrl: `https://127.0.0.1:${ports['edge-tls']}`,
    jiraUrl: await startStandIn(home, 'jira', ports.jira),
    slackUrl: await startStandIn(home, 'slack', ports.slack),
    teamsUrl: await startStandIn(home, 'teams', ports.teams),
    databaseUrl: database.selfrightUrl,
    adminKey,
  };

  const alarmTopicArn = await makeAlarmTopic(endpointUrl);
  const deployed = await one(display, {
    title: 'deployment',
    run: async (say) => {
      writeContext(home, contextOf({ ...addresses, ...agreed, limits, bedrockUrl, alarmTopicArns: alarmTopicArn }));
      await deployStacks(home, endpointUrl, say);
      return readDeployment(endpointUrl);
    },
  });
  await agree('slack', addresses.slackUrl, {
    botToken: agreed.slackBotToken,
    signingSecret: agreed.slackSigningSecret,
    callbackUrl: `${deployed.apiUrl}/callbacks/slack`,
  });
  await agree('teams', addresses.teamsUrl, { signature: agreed.teamsSignature });
  await agree('jira', addresses.jiraUrl, {
    webhookSecret: agreed.jiraWebhookSecret,
    callbackUrl: `${deployed.apiUrl}/callbacks/jira`,
  });
  scrapeApi(home, { apiUrl: deployed.apiUrl, token: deployed.tokens['viewer'] ?? '' });
  const receiver = { apiUrl: deployed.apiUrl, secret: deployed.secrets['alertmanager'] ?? '' };
  await both(
    display,
    {
      title: 'Alertmanager',
      run: () => startAlertmanager(home, ports, profile, tools, receiver),
      detail: (url) => `port ${portOf(url)}`,
    },
    { title: 'console', run: () => openConsole(deployed.consoleUrl), detail: () => 'answers' },
  );
  const outputs: Outputs = {
    ...deployed,
    ...addresses,
    alarmTopicArn,
    databaseAdminUrl: database.adminUrl,
    storefront: { ...storefront },
    home,
  };
  await keepAsNew(outputs);
  writeOutputs(home, outputs);
  return outputs;
};

/** Starts everything in its order; storefront, load and Prometheus before the deployment, so that a baseline exists. */
export const raise = async (home: string, settings: RaiseSettings, display: Display): Promise<Outputs> => {
  const chosen = await choosePorts();
  try {
    return await raiseOn(home, settings, display, chosen.ports);
  } finally {
    chosen.release();
  }
};

/** Starts the emulator and the database alone, for tests that need no more; `tearDown` ends them. */
export const raiseEmulator = async (home: string, display: Display) => {
  const chosen = await choosePorts();
  try {
    const { endpointUrl, database } = await raiseBase(home, display, chosen.ports);
    return { endpointUrl, database };
  } finally {
    chosen.release();
  }
};
