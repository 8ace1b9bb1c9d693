import { beforeAll, describe, expect, it } from 'vitest';
import { type Planted, refusedBy } from './planted.ts';

const DOMAIN = 'functions/core/domain';
const ADAPTER = 'functions/adapters/postgres';
const SOURCE = 'functions/adapters/sources/alertmanager';

/** Who may import whom: folder, what it imports, and whether that is lawful. */
const LAW: readonly (readonly [folder: string, imports: string, lawful: boolean])[] = [
  [DOMAIN, './time.ts', true],
  [DOMAIN, './laws/timeline.ts', true],
  [`${DOMAIN}/laws`, '../time.ts', true],
  [`${DOMAIN}/laws`, './law.ts', true],
  [DOMAIN, '../ports/clock.ts', false],
  [DOMAIN, './../ports/clock.ts', false],
  [DOMAIN, './laws/../../ports/clock.ts', false],
  [DOMAIN, '../contracts/policy.ts', false],
  [DOMAIN, '../runbooks/index.ts', false],
  [DOMAIN, '../usecases/close-incident.ts', false],
  [DOMAIN, '../../adapters/postgres/sessions.ts', false],
  [DOMAIN, '../../runtime/config.ts', false],
  [DOMAIN, 'zod', false],
  [DOMAIN, 'node:crypto', false],
  [DOMAIN, 'crypto', false],
  [DOMAIN, '@aws-sdk/client-dynamodb', false],
  [`${DOMAIN}/laws`, '../../ports/clock.ts', false],
  [`${DOMAIN}/laws`, 'node:fs', false],

  ['functions/core/ports', '../domain/time.ts', true],
  ['functions/core/ports', '../domain/laws/record.ts', true],
  ['functions/core/ports', './clock.ts', true],
  ['functions/core/ports', '../usecases/close-incident.ts', false],
  ['functions/core/ports', '../contracts/policy.ts', false],
  ['functions/core/ports', '../runbooks/index.ts', false],
  ['functions/core/ports', '../../adapters/postgres/sessions.ts', false],
  ['functions/core/ports', 'zod', false],
  ['functions/core/ports', 'node:net', false],
  ['functions/core/ports', '@aws-sdk/client-sqs', false],

  ['functions/core/contracts', 'zod', true],
  ['functions/core/contracts', 'zod/mini', true],
  ['functions/core/contracts', '../domain/role.ts', true],
  ['functions/core/contracts', './problem.ts', true],
  ['functions/core/contracts', '../ports/clock.ts', false],
  ['functions/core/contracts', '../usecases/close-incident.ts', false],
  ['functions/core/contracts', '../runbooks/index.ts', false],
  ['functions/core/contracts', 'pg', false],
  ['functions/core/contracts', 'node:crypto', false],

  ['functions/core/runbooks', '../domain/runbook.ts', true],
  ['functions/core/runbooks', './api-503.ts', true],
  ['functions/core/runbooks', '../ports/metrics.ts', false],
  ['functions/core/runbooks', '../usecases/plan-mitigation.ts', false],
  ['functions/core/runbooks', '../contracts/policy.ts', false],
  ['functions/core/runbooks', 'zod', false],

  ['functions/core/usecases', '../domain/incident.ts', true],
  ['functions/core/usecases', '../ports/clock.ts', true],
  ['functions/core/usecases', '../runbooks/index.ts', true],
  ['functions/core/usecases', './change-incident.ts', true],
  ['functions/core/usecases', '../contracts/workflow.ts', false],
  ['functions/core/usecases', '../../adapters/dynamodb/gate.ts', false],
  ['functions/core/usecases', '../../runtime/logger.ts', false],
  ['functions/core/usecases', '../../act/wiring.ts', false],
  ['functions/core/usecases', 'zod', false],
  ['functions/core/usecases', 'node:timers', false],
  ['functions/core/usecases', '@aws-sdk/client-lambda', false],

  [ADAPTER, '../../core/ports/sessions.ts', true],
  [ADAPTER, '../../core/domain/errors.ts', true],
  [ADAPTER, '../../core/contracts/secrets.ts', true],
  [ADAPTER, '../failures.ts', true],
  [ADAPTER, './connecting.ts', true],
  [ADAPTER, './parts/deeper.ts', true],
  [ADAPTER, 'pg', true],
  [ADAPTER, 'node:crypto', true],
  [ADAPTER, '../lambda/releases.ts', false],
  [ADAPTER, './../lambda/releases.ts', false],
  [ADAPTER, '../../core/usecases/run-action.ts', false],
  [ADAPTER, '../../core/runbooks/index.ts', false],
  [ADAPTER, '../../runtime/clients.ts', false],
  [ADAPTER, '../../act/env.ts', false],
  [ADAPTER, '../../../lib/stacks/state-stack.ts', false],
  [SOURCE, '../text.ts', true],
  [SOURCE, '../../failures.ts', true],
  [SOURCE, './mapping.ts', true],
  [SOURCE, '../../../core/domain/alert.ts', true],
  [SOURCE, '../../../core/contracts/problem.ts', true],
  [SOURCE, '../generic/mapping.ts', false],
  [SOURCE, '../../dynamodb/table.ts', false],
  [SOURCE, '../../../core/usecases/accept-notification.ts', false],
  [SOURCE, '../../../runtime/http.ts', false],
  ['functions/adapters', '../core/domain/errors.ts', true],
  ['functions/adapters', './postgres/sessions.ts', false],
  ['functions/adapters', '../core/usecases/run-action.ts', false],

  ['functions/runtime', './same-secret.ts', true],
  ['functions/runtime', 'zod', true],
  ['functions/runtime', '@aws-sdk/client-sqs', true],
  ['functions/runtime', '../core/domain/errors.ts', false],
  ['functions/runtime', '../core/contracts/problem.ts', false],
  ['functions/runtime', '../adapters/failures.ts', false],
  ['functions/runtime', '../act/env.ts', false],

  ['functions/act', '../core/usecases/run-action.ts', true],
  ['functions/act', '../core/contracts/workflow.ts', true],
  ['functions/act', '../adapters/dynamodb/gate.ts', true],
  ['functions/act', '../runtime/logger.ts', true],
  ['functions/act', './wiring.ts', true],
  ['functions/act', '../plan/wiring.ts', false],
  ['functions/act', './../plan/env.ts', false],
  ['functions/act', '../../lib/stacks/state-stack.ts', false],
  ['functions/act', '../../localstack/home.ts', false],
  ['functions/console/page', '../../core/contracts/api.ts', true],
  ['functions/console/page', '../env.ts', true],
  ['functions/console/page', '../../api/env.ts', false],

  ['lib/constructs', '../../functions/act/env.ts', true],
  ['lib/constructs', '../../functions/core/contracts/policy.ts', true],
  ['lib/constructs', './service-function.ts', true],
  ['lib/constructs', 'aws-cdk-lib', true],
  ['lib/constructs', '../../functions/act/handler.ts', false],
  ['lib/constructs', '../../functions/act/wiring.ts', false],
  ['lib/constructs', '../../functions/core/domain/incident.ts', false],
  ['lib/constructs', '../../functions/core/usecases/run-action.ts', false],
  ['lib/constructs', '../../functions/core/ports/clock.ts', false],
  ['lib/constructs', '../../functions/adapters/dynamodb/table.ts', false],
  ['lib/constructs', '../../functions/runtime/config.ts', false],
  ['lib', '../functions/webhook/env.ts', true],
  ['lib', '../functions/webhook/webhook.ts', false],

  ['localstack', '../functions/core/domain/errors.ts', true],
  ['localstack', '../functions/core/usecases/run-action.ts', false],
  ['bin', '../functions/core/contracts/policy.ts', true],
  ['bin', '../functions/core/usecases/run-action.ts', false],
];

const plantedAs = LAW.map(
  ([folder, imports], i): Planted => ({
    file: `${folder}/planted-${i}.ts`,
    source: `import { planted } from '${imports}';\n\nexport const used = planted;\n`,
  }),
);

/** The other ways in which a file can come by what it must not have. */
const DETOURS: readonly Planted[] = [
  ['type', `import type { Clock } from '../ports/clock.ts';\n\nexport type Used = Clock;\n`],
  ['export', `export { planted } from '../ports/clock.ts';\n`],
  ['export-all', `export * from '../ports/clock.ts';\n`],
  ['side-effect', `import '../ports/clock.ts';\n`],
  ['dynamic', `export const used = await import('../ports/clock.ts');\n`],
].map(([name, source = '']) => ({ file: `${DOMAIN}/detour-${name}.ts`, source }));

describe('the import law', () => {
  let refused: ReadonlySet<string> = new Set();

  beforeAll(async () => {
    refused = await refusedBy(['style/noRestrictedImports'], [...plantedAs, ...DETOURS]);
  }, 60_000);

  it.each(
    LAW.map(([folder, imports, lawful], i) => ({ folder, imports, says: lawful ? 'lets' : 'refuses', lawful, i })),
  )('$says $folder import $imports', ({ lawful, i }) => {
    expect(refused.has(plantedAs[i]?.file ?? '')).toBe(!lawful);
  });

  it.each(DETOURS)('refuses a detour: $file', ({ file }) => {
    expect(refused.has(file)).toBe(true);
  });
});
