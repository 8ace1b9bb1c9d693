import type { PolicyInput } from './functions/core/contracts/policy.ts';

/** Where the stacks are deployed to: filled from the CDK context by `bin/app.ts`. */
export interface Site {
  /** `quick` for demonstrations on a laptop; `reference` for durations as in production. */
  readonly profile: 'quick' | 'reference';
  /** The shop's front door, where its services are probed. */
  readonly storefrontUrl: string;
  /** The APIs of the Alertmanagers that notify us, one for each peer; with none, nothing is reconciled. */
  readonly alertmanagerUrls: readonly string[];
}

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
  watchEvery: 10,
  heartbeat: 90,
  drill: 30,
  blind: 60,
};

/** As `monitoring/alertmanager/alertmanager.yml` has it. */
const GROUPING = {
  quick: { groupWait: 1, groupInterval: 5, resolveTimeout: 15 },
  reference: { groupWait: 10, groupInterval: 60, resolveTimeout: 300 },
} as const;

/** The policy: what exists, what may be done to it, and how long things take. A service not named is `observe`. */
export default ({ profile, storefrontUrl, alertmanagerUrls }: Site): PolicyInput => ({
  services: {
    edge: { mode: 'observe', calls: ['catalogue', 'checkout'], probeUrl: `${storefrontUrl}/health` },
    catalogue: {
      mode: 'auto',
      calls: ['database'],
      probeUrl: `${storefrontUrl}/products`,
      applicationNamePrefix: 'catalogue-',
    },
    checkout: {
      mode: 'auto',
      calls: ['payments', 'database'],
      probeUrl: `${storefrontUrl}/checkout/probe`,
      applicationNamePrefix: 'checkout-',
    },
    orders: { mode: 'auto', calls: ['database'], applicationNamePrefix: 'orders-' },
    payments: { mode: 'auto', lambda: { functionName: 'storefront-payments', alias: 'live' } },
    database: { mode: 'auto', postgres: { connection: 'database' } },
  },
  timings: profile === 'quick' ? QUICK : {},
  ...(alertmanagerUrls.length > 0 && { alertmanager: { urls: [...alertmanagerUrls], ...GROUPING[profile] } }),
  correlation: profile === 'quick' ? { windowSeconds: 30 } : {},
});
