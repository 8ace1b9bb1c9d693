import { type DashboardText, dashboard } from './panels.ts';
import { SELFRIGHT } from './selfright.ts';
import { STOREFRONT } from './storefront.ts';

export const DASHBOARDS: readonly DashboardText[] = [STOREFRONT, SELFRIGHT];

/** Every dashboard as the text of its file. */
export const rendered = (): Readonly<Record<string, string>> =>
  Object.fromEntries(DASHBOARDS.map((one) => [`${one.uid}.json`, `${JSON.stringify(dashboard(one), null, 2)}\n`]));
