import type { PolicyInput } from './functions/core/contracts/policy.ts';

/** Where the stacks are deployed to: filled from the CDK context by `bin/app.ts`. */
export interface Site {
  /** `quick` for demonstrations on a laptop; `reference` for durations as in production. */
  readonly profile: 'quick' | 'reference';
  /** `wide` for benches and tests, which act on the same targets again and again. @default usual */
  readonly limits?: 'usual' | 'wide' | undefined;
  /** The shop's front door, where its services are probed. */
  readonly storefrontUrl: string;
  /** The Jira in which incidents are mirrored; without one there are no tickets. */
  readonly jiraUrl?: string | undefined;
  /** A scripted model in place of one of Bedrock; without one no model looks at anything. */
  readonly bedrockUrl?: string | undefined;
  /** The stand-in for Slack; without one nothing is told there. */
  readonly slackUrl?: string | undefined;
  /** The stand-in for Microsoft Teams, whose own address is in the integrations secret; without one nothing is told there. */
  readonly teamsUrl?: string | undefined;
  /** The APIs of the Alertmanagers that notify us, one for each peer; with none, nothing is reconciled. */
  readonly alertmanagerUrls: readonly string[];
  /** Services of the shop by their own addresses, where administrators call them. */
  readonly catalogueUrl: string;
  /** One for each instance of checkout. */
  readonly checkoutUrls: readonly string[];
  readonly ordersUrl: string;
  /** The bank behind payments. */
  readonly acquirerUrl: string;
  /** The front door's address with TLS. */
  readonly storefrontTlsUrl: string;
}

/** The member of the connections secret with the key that the shop's administrators sign with. */
const ADMIN_KEY = 'storefront-admin';

const QUICK: PolicyInput['timings'] = {
  rateWindow: 5,
  baseline: 900,
  settle: 2,
  hold: 8,
  lookEvery: 2,
  giveUp: 40,
  step: 1,
  idleInTransaction: 2,
  relapse: 20,
  calm: 10,
  calmAfterEscalation: 600,
  watchEvery: 10,
  heartbeat: 120,
  drill: 30,
  blind: 60,
};

/** On a laptop, where faults are injected minutes apart, targets rest for seconds; how often they may be tried stays. */
const QUICK_ENVELOPE: PolicyInput['envelope'] = {
  cooldownSeconds: 15,
  hold: { baseSeconds: 60, mostSeconds: 3_600 },
};

/** No limit over time is ever reached: for what injects the same fault a hundred times. */
const WIDE_ENVELOPE: PolicyInput['envelope'] = {
  perTarget: { perHour: 500, perDay: 500 },
  perRunbook: { perHour: 500, perDay: 500 },
  cooldownSeconds: 0,
  hold: { baseSeconds: 0, mostSeconds: 0 },
  storm: { incidents: 100, windowSeconds: 300 },
};

/** As `monitoring/alertmanager/alertmanager.yml` has it. */
const GROUPING = {
  quick: { groupWait: 1, groupInterval: 5, resolveTimeout: 15 },
  reference: { groupWait: 10, groupInterval: 60, resolveTimeout: 300 },
} as const;

/** How full the pool, the heap and the log of a service of the shop are, and how long its oldest work waits. */
const SATURATION = {
  pool_in_use_ratio:
    'sum(db_pool_connections{service="{{service}}",state="used"}) / sum(db_pool_max{service="{{service}}"})',
  heap_used_ratio:
    'max(nodejs_heap_size_used_bytes{service="{{service}}"} / nodejs_heap_size_limit_bytes{service="{{service}}"})',
  disk_used_ratio:
    'max(spool_bytes{service="{{service}}",kind="log"} / on (service, instance) spool_limit_bytes{service="{{service}}"})',
  backlog_oldest_seconds: 'max(orders_oldest_waiting_seconds{service="{{service}}"})',
} as const;

/** A script stands in for it in tests; elsewhere name one that your account may use. */
const SCRIPTED: PolicyInput['investigator'] = {
  modelId: 'scripted',
  region: 'us-east-1',
  price: { input: 3, output: 15 },
};

/** Who may press buttons in the stand-in for Slack; everybody else is a stranger there. */
const MEMBERS = {
  U0VIEWER: { subject: 'viewer', role: 'viewer' },
  U0RESPONDER: { subject: 'responder', role: 'responder' },
  U0APPROVER: { subject: 'approver', role: 'approver' },
  U0APPROVER2: { subject: 'approver2', role: 'approver' },
} as const;

/** The policy: what exists, what may be done to it, and how long things take. A service not named is `observe`. */
export default ({
  profile,
  limits,
  storefrontUrl,
  alertmanagerUrls,
  jiraUrl,
  slackUrl,
  teamsUrl,
  ...site
}: Site): PolicyInput => ({
  services: {
    edge: {
      mode: 'auto',
      calls: ['catalogue', 'checkout'],
      probeUrl: `${storefrontUrl}/products`,
      tls: { url: site.storefrontTlsUrl },
      admin: { urls: [storefrontUrl], key: ADMIN_KEY },
    },
    catalogue: {
      mode: 'auto',
      calls: ['database'],
      parameter: { name: '/storefront/catalogue/page-size' },
      admin: { urls: [site.catalogueUrl], key: ADMIN_KEY },
      admission: { crowdLimit: 200 },
      probeUrl: `${storefrontUrl}/products`,
      applicationNamePrefix: 'catalogue-',
      signals: { pool_in_use_ratio: SATURATION.pool_in_use_ratio, heap_used_ratio: SATURATION.heap_used_ratio },
    },
    checkout: {
      mode: 'auto',
      calls: ['payments', 'database'],
      probeUrl: `${storefrontUrl}/checkout/probe`,
      applicationNamePrefix: 'checkout-',
      admin: { urls: [...site.checkoutUrls], key: ADMIN_KEY },
      signals: { pool_in_use_ratio: SATURATION.pool_in_use_ratio, heap_used_ratio: SATURATION.heap_used_ratio },
    },
    orders: {
      mode: 'auto',
      calls: ['fulfilment', 'database'],
      probeUrl: `${site.ordersUrl}/health`,
      applicationNamePrefix: 'orders-',
      admin: { urls: [site.ordersUrl], key: ADMIN_KEY },
      signals: SATURATION,
    },
    payments: {
      mode: 'auto',
      calls: ['acquirer'],
      lambda: { functionName: 'storefront-payments', alias: 'live' },
      parameter: {
        name: '/storefront/payments/acquirer',
        failover: { value: 'standby', probeUrl: `${site.acquirerUrl}/standby/health` },
      },
      cloudformation: { stackName: 'SelfrightDrill' },
    },
    fulfilment: {
      mode: 'auto',
      eventSource: { functionName: 'storefront-fulfilment', queueName: 'storefront-orders.fifo' },
      queue: { name: 'storefront-orders.fifo', deadLetterName: 'storefront-orders-dead.fifo' },
    },
    // Somebody else's: whatever happens there, nothing is done to it.
    acquirer: { mode: 'observe', probeUrl: `${site.acquirerUrl}/standby/health` },
    database: { mode: 'auto', postgres: { connection: 'database' } },
  },
  integrations: {
    ...(jiraUrl !== undefined && { jira: { baseUrl: jiraUrl, projectKey: 'SHOP', indexLagSeconds: 3 } }),
    ...(slackUrl !== undefined && { slack: { apiUrl: `${slackUrl}/api`, channel: 'C0INCIDENTS', people: MEMBERS } }),
    ...(teamsUrl !== undefined && { teams: {} }),
  },
  ...(site.bedrockUrl !== undefined && { investigator: SCRIPTED }),
  timings: profile === 'quick' ? QUICK : {},
  envelope: limits === 'wide' ? WIDE_ENVELOPE : profile === 'quick' ? QUICK_ENVELOPE : {},
  ...(alertmanagerUrls.length > 0 && { alertmanager: { urls: [...alertmanagerUrls], ...GROUPING[profile] } }),
  correlation: profile === 'quick' ? { windowSeconds: 30 } : {},
  flapping: profile === 'quick' ? { windowSeconds: 60 } : {},
});
