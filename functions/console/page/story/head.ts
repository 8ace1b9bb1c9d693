import { type Child, code, facts, faint, h, since, tag } from '../dom.ts';
import { clock, day, words } from '../format.ts';
import type { IncidentView } from '../shapes.ts';

/** Why a plan was not carried out, or not yet. */
const UNDONE = {
  allow: false,
  ask: 'There is a plan, and people are asked.',
  deny: 'There is a plan, and the envelope does not allow it.',
  observe: 'There is a plan; the service is only observed, so nothing is done.',
} as const;

/** How it went so far, in one breath. */
const inShort = ({ diagnosis, plan, actions, verification, endedFor }: IncidentView): string => {
  const sentences = [
    diagnosis?.outcome === 'explained' && `${diagnosis.best.scope.service} suffers because ${diagnosis.best.cause}.`,
    diagnosis?.outcome === 'inconclusive' && `No known cause explains it: ${words(diagnosis.reason)}.`,
    diagnosis === null && 'No cause is known yet.',
    actions.some(({ result, undoes }) => result === 'done' && undoes === undefined) &&
      `Done: ${plan?.rung.says ?? 'a step'}.`,
    actions.length === 0 && plan !== null && UNDONE[plan.decision],
    verification !== null && `The recovery was measured: ${words(verification.outcome)}.`,
    endedFor !== undefined && `Ended: ${words(endedFor)}.`,
  ];
  return sentences.filter((one) => one !== false).join(' ');
};

const people = ({ acknowledgedBy, acknowledgedAt }: IncidentView): Child =>
  acknowledgedBy !== undefined && acknowledgedAt !== undefined
    ? `${acknowledgedBy} is at it since ${clock(acknowledgedAt)}`
    : false;

/** Why a sink that is well has nothing: it is off, or the incident does not go there. */
const ELSEWHERE = ['off', 'not_routed'];

/** The places where people follow it too; a link only where the address is one of the web. */
const mirrors = ({ deliveries }: IncidentView): readonly Child[] =>
  deliveries
    .filter(({ sink, why }) => sink !== 'anchors' && !ELSEWHERE.includes(why ?? ''))
    .map(({ sink, refs, why }) => {
      const { key, url } = { key: refs['key'], url: refs['url'] };
      const safe = url !== undefined && /^https?:\/\//i.test(url);
      const named = key !== undefined && [' ', safe ? h('a', { href: url, rel: 'noreferrer' }, key) : code(key)];
      return h('span', { class: 'mirror' }, sink, named, why !== undefined && ` (behind: ${why})`);
    });

/** Somebody closed its ticket elsewhere. */
const closedElsewhere = ({ status, timeline }: IncidentView): string | undefined =>
  status === 'escalated' ? timeline.findLast(({ kind }) => kind === 'close.offered')?.text : undefined;

export const head = (incident: IncidentView): Child => {
  const { title, status, endedFor, openedAt, openedFor, closedAt, linkedTo, service, severity, id } = incident;
  return [
    h('h1', {}, title),
    h(
      'p',
      { class: 'lead' },
      tag(status),
      ' ',
      closedAt === undefined ? ['open for ', since(openedAt)] : `closed ${day(closedAt)}`,
    ),
    h('p', {}, inShort(incident)),
    facts([
      ['service', service],
      ['severity', severity],
      ['opened', `${day(openedAt)} (${words(openedFor)})`],
      ['ended', endedFor && words(endedFor)],
      ['follows', linkedTo && h('a', { href: `#/incidents/${linkedTo}` }, linkedTo)],
      ['people', people(incident)],
      ['also in', mirrors(incident)],
      ['id', code(id)],
    ]),
    closedElsewhere(incident) !== undefined && h('p', {}, closedElsewhere(incident)),
    status === 'escalated' &&
      faint("It is in people's hands: Selfright does nothing more to it until somebody closes it."),
  ];
};
