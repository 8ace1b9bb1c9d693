import { h } from './dom.ts';
import type { Around, View } from './view.ts';
import { incidentView } from './views/incident.ts';
import { overviewView } from './views/overview.ts';
import { pipelineView } from './views/pipeline.ts';
import { runbooksView } from './views/runbooks.ts';

const PAGES = [
  ['incidents', 'Incidents', '#/'],
  ['runbooks', 'Runbooks', '#/runbooks'],
  ['pipeline', 'Pipeline', '#/pipeline'],
] as const;

/** The links to all pages; none while nobody is signed in. */
export const navigation = (nav: HTMLElement, place: string | undefined): void => {
  const links = PAGES.map(([page, name, href]) =>
    h('a', { href, 'aria-current': page === place ? 'page' : undefined }, name),
  );
  nav.replaceChildren(...(place === undefined ? [] : links));
};

/** The page that an address names: `#/incidents/<id>` or, as links of old have it, `#<id>`. */
export const viewAt = (hash: string, around: Around): View => {
  const incident = /^#(?:\/incidents\/)?(INC-[0-9A-Z]{26})$/.exec(hash)?.[1];
  if (incident !== undefined) return incidentView(incident, around);
  if (hash === '#/runbooks') return runbooksView(around);
  if (hash === '#/pipeline') return pipelineView(around);
  const status = /^#\/incidents\?status=([a-z_]+)$/.exec(hash)?.[1];
  return overviewView(status, around);
};
