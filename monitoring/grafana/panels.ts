import { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

const DATASOURCE = { type: 'prometheus', uid: 'prometheus' } as const;

/** One line of a panel. */
export interface Line {
  readonly expr: string;
  /** What the line is called; `{{label}}` is filled in. */
  readonly legend: string;
}

/** One panel: numbers over time, or one number now. */
export interface PanelText {
  readonly title: string;
  /** What a reader should make of it. */
  readonly says: string;
  /** As Grafana names units. */
  readonly unit: string;
  readonly kind?: 'over time' | 'now';
  readonly lines: readonly [Line, ...Line[]];
}

export interface DashboardText {
  readonly uid: string;
  readonly title: string;
  readonly from: string;
  readonly panels: readonly PanelText[];
}

const LETTERS = 'ABCDEFGH';

const queries = ({ lines }: PanelText) =>
  lines.map(({ expr, legend }, i) => new DataqueryBuilder().refId(LETTERS.charAt(i)).expr(expr).legendFormat(legend));

const panel = (text: PanelText) => {
  const { title, says, unit, kind = 'over time' } = text;
  const made = kind === 'now' ? new StatBuilder().height(4).span(6) : new TimeseriesBuilder().min(0).height(8).span(12);
  made.title(title).description(says).unit(unit).datasource(DATASOURCE);
  for (const query of queries(text)) made.withTarget(query);
  return made;
};

/** A dashboard as Grafana reads it. */
export const dashboard = ({ uid, title, from, panels }: DashboardText): object => {
  const made = new DashboardBuilder(title)
    .uid(uid)
    .tags(['selfright'])
    .refresh('10s')
    .time({ from, to: 'now' })
    .readonly();
  for (const one of panels) made.withPanel(panel(one));
  return made.build();
};
