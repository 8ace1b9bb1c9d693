import { alertmanager } from './alertmanager.ts';
import { cloudwatch } from './cloudwatch.ts';
import { datadog } from './datadog.ts';
import { generic } from './generic.ts';
import { grafana } from './grafana.ts';
import type { Guide } from './guide.ts';
import { newrelic } from './newrelic.ts';
import { pagerduty } from './pagerduty.ts';

/** How each source is connected. */
export const GUIDES: readonly Guide[] = [alertmanager, grafana, cloudwatch, datadog, newrelic, pagerduty, generic];
