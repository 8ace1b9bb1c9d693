import type { Perhaps } from '../client.ts';
import { type Child, code, facts, faint, h, section, tag } from '../dom.ts';
import type { AuditView, IncidentView } from '../shapes.ts';

const told = ({ entries, breach }: AuditView): Child =>
  breach === undefined
    ? h('p', {}, tag('intact'), ` All ${entries} entries hash to what they say, in one chain to the head.`)
    : h('p', { class: 'bad' }, tag('broken'), ` Entry ${breach.seq}: ${breach.what}.`);

/** Whether the record that the page shows is as it was written. */
export const audited = ({ head, id }: IncidentView, audit: Perhaps<AuditView>): Child =>
  section(
    'audited',
    'Is this record as it was written?',
    'missing' in audit ? faint(`Not known: ${audit.missing}.`) : told(audit.value),
    faint('Against anchors that whoever writes the record cannot change: ', code(`bin/selfright audit verify ${id}`)),
    facts([['head', code(head)]]),
  );
