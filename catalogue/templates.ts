const alertOf = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

export const ruleOf = (name: string): string => `groups:
  - name: ${name}
    rules:
      - alert: ${alertOf(name)}
        # What customers feel, not what you think it comes from.
        expr: sum by (service) (rate(http_server_requests_total{status="599"}[1m])) > 0.1
        for: 1m
        labels:
          severity: critical
          fault: ${name}
        annotations:
          summary: "{{ $labels.service }} is in trouble"
          description: "Say what is seen of {{ $labels.service }}."
          runbook_url: docs/faults/${name}.md
`;

export const ruleTestOf = (name: string): string => `rule_files: [${name}.yml]
evaluation_interval: 15s

tests:
  - name: fires for the service that suffers
    interval: 10s
    input_series:
      - series: http_server_requests_total{service="checkout", instance="checkout-1", route="/checkout", status="599"}
        values: "0x12 40+40x24"
    alert_rule_test:
      - alertname: ${alertOf(name)}
        eval_time: 120s
        exp_alerts: []
      - alertname: ${alertOf(name)}
        eval_time: 240s
        exp_alerts:
          - exp_labels: { service: checkout, severity: critical, fault: ${name} }
            exp_annotations:
              summary: checkout is in trouble
              description: Say what is seen of checkout.
              runbook_url: docs/faults/${name}.md

  - name: stays silent while all is well
    interval: 10s
    input_series:
      - series: http_server_requests_total{service="checkout", instance="checkout-1", route="/checkout", status="201"}
        values: "0+40x36"
    alert_rule_test:
      - alertname: ${alertOf(name)}
        eval_time: 240s
        exp_alerts: []
`;

export const runbookOf = (
  name: string,
  identifier: string,
): string => `import { defineRunbook } from '../domain/runbook.ts';

/** Say in a sentence what goes wrong. */
export const ${identifier} = defineRunbook({
  fault: '${name}',
  cause: 'say it in words that stand after "because"',
  dependency: 'admin',
  sitsIn: 'itself',
  signature: [
    {
      id: 'seen-of-${name}',
      says: 'a plain sentence that is true when this holds',
      measure: {
        source: 'metrics',
        query:
          'sum(rate(http_server_requests_total{service="{{service}}",status="599"}[{{window}}])) or 0 * sum(up{service="{{service}}"})',
      },
      holds: { above: 0.1 },
      ratio: { held: 20, not: 0.05 },
      required: true,
    },
  ],
  ladder: [
    {
      id: 'cure-${name}',
      says: 'say what is tried first: the gentlest',
      steps: [
        {
          id: 'cure-${name}',
          says: 'say what it does',
          operation: 'call-service',
          parameters: {
            urls: { dependency: 'admin.urls' },
            key: { dependency: 'admin.key' },
            call: { value: 'recycle' },
            arguments: { value: {} },
          },
          touches: { at: 'dependency', what: 'processes' },
          preconditions: [{ target: 'as_planned' }],
          snapshot: ['state'],
          ending: { kind: 'irreversible', loses: 'say what; or declare an inverse, or why there is nothing to undo' },
          timeoutSeconds: 15,
          risk: 'guarded',
        },
      ],
    },
  ],
  recoveredWhen: [
    {
      says: 'requests are answered without server errors',
      query:
        '(sum(rate(http_server_requests_total{service="{{service}}",status=~"5.."}[{{window}}])) or 0 * sum(rate(http_server_requests_total{service="{{service}}"}[{{window}}]))) / (sum(rate(http_server_requests_total{service="{{service}}"}[{{window}}])) > 0)',
      holds: { below: 0.02 },
    },
  ],
});
`;

export const weaknessOf = (
  name: string,
  identifier: string,
): string => `import { weaken } from '../storefront/weaken.ts';
import type { Fault, Patient } from './fault.ts';

/** Say what really goes wrong in the storefront, and what cures it, whoever does it. */
export const ${identifier} = ({ checkoutUrls }: Patient): Fault =>
  weaken({ name: '${name}', weakness: 'name-it', urls: checkoutUrls });
`;

export const storyOf = (name: string): string => `import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endsWell } from '../support/as-new.ts';
import { ownStack } from '../support/own-stack.ts';
import { calm, story, trigger, within } from '../support/scenario.ts';

const outputs = ownStack();

describe('${name}', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is found, healed, measured and closed', async () => {
    const incident = await story(outputs, {
      hurt: () => trigger(outputs, '${name}'),
      want: [within(120, 'incident.opened'), within(120, 'action.done'), within(120, 'incident.closed')],
    });

    expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
    expect(incident.diagnosis).toMatchObject({ outcome: 'explained', best: { fault: '${name}' } });
    expect(incident.actions).toMatchObject([{ step: 'cure-${name}', result: 'done' }]);
  });
});
`;

export const pageOf = (name: string): string => `# ${name}

Say what goes wrong, and who feels it.

| home | file |
|---|---|
| rule | \`monitoring/prometheus/rules/${name}.yml\` |
| runbook | \`functions/core/runbooks/${name}.ts\` |
| the fault itself | \`localstack/faults/${name}.ts\` |
| end-to-end test | \`test/e2e/${name}.test.ts\` |

## It is three in the morning
1. See what Selfright found and did: \`bin/selfright incidents\`, then \`bin/selfright incident <id>\`.
2. If it was handed to you: say how to see that it is this and nothing else.
3. Say how to cure it by hand.
4. Say what keeps it from coming back.

## The alert

## How the cause is told

## What is done

## When it counts as recovered

## Try it
\`\`\`
npm start -- ${name}
\`\`\`
`;
