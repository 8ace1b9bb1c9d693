import { alertmanager } from './alertmanager/source.ts';
import { cloudwatch } from './cloudwatch/source.ts';
import { datadog } from './datadog/source.ts';
import { generic } from './generic/source.ts';
import { grafana } from './grafana/source.ts';
import { newrelic } from './newrelic/source.ts';
import { pagerduty } from './pagerduty/source.ts';
import type { Source } from './source.ts';

const SOURCES: readonly Source[] = [alertmanager, grafana, cloudwatch, datadog, newrelic, pagerduty, generic];

/** The source of that name, if there is one. */
export const sourceNamed = (name: string): Source | undefined => SOURCES.find((source) => source.name === name);

/** The names of all sources, for messages and for the secrets that each needs. */
export const SOURCE_NAMES: readonly string[] = SOURCES.map(({ name }) => name);
