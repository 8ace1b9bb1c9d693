import { type Child, h } from '../dom.ts';
import { type Deed, deedForm } from '../form.ts';
import { type IncidentView, type Role, suffices } from '../shapes.ts';
import type { Acting } from '../view.ts';

interface Offered extends Deed {
  readonly role: Role;
  readonly when: boolean;
}

const comment = (text: string) => ({ comment: text });

/** It is over, and something was done that an inverse takes back and that nothing took back yet. The server looks again. */
const canBeUndone = ({ status, actions, plan }: IncidentView): boolean => {
  if (status !== 'closed' && status !== 'escalated') return false;
  const undone = actions.filter(({ result }) => result === 'done').map(({ undoes }) => undoes);
  return actions.some(
    ({ key, step, result, undoes, planDigest }) =>
      result === 'done' &&
      undoes === undefined &&
      !undone.includes(key) &&
      (planDigest !== plan?.digest || plan.steps.some(({ id, ending }) => id === step && ending.kind === 'inverse')),
  );
};

/** What people can do about it, as far as their role and its status allow. */
const offered = (incident: IncidentView): readonly Offered[] => {
  const { id, status, service, acknowledgedBy } = incident;
  const over = status === 'closed';
  const path = `incidents/${id}`;
  return [
    {
      ...{ id: 'ack', role: 'responder', when: !over && acknowledgedBy === undefined },
      ...{ label: 'Comment', does: 'Acknowledge', asks: 'comment', look: 'good', path: `${path}/ack` },
      body: (text) => (text === '' ? {} : comment(text)),
      done: 'Acknowledged: it is known that you are at it.',
    },
    {
      ...{ id: 'note', role: 'responder', when: true },
      ...{ label: 'Note', does: 'Keep the note', asks: 'must', path: `${path}/notes` },
      body: (text) => ({ text }),
      done: 'The note is kept with the incident.',
    },
    {
      ...{ id: 'escalate', role: 'responder', when: !over && status !== 'escalated' },
      ...{ label: 'Why', does: 'Take it over', asks: 'must', look: 'bad', path: `${path}/escalate` },
      body: comment,
      done: 'Selfright stopped; people have it.',
    },
    {
      ...{ id: 'close', role: 'responder', when: status === 'escalated' },
      ...{ label: 'How it ended', does: 'Close it', asks: 'must', path: `${path}/close` },
      body: comment,
      done: 'The incident is closed.',
    },
    {
      ...{ id: 'undo', role: 'approver', when: canBeUndone(incident) },
      ...{ label: 'Why', does: 'Undo what was done', asks: 'must', look: 'bad', path: `${path}/undo` },
      body: comment,
      done: 'It is being undone; the timeline tells how that ends.',
    },
    {
      ...{ id: 'brake-all', role: 'responder', when: !over },
      ...{ label: 'Why', does: 'Brake everything', asks: 'must', look: 'bad', method: 'PUT', path: 'brake' },
      body: (reason) => ({ engaged: true, reason }),
      done: 'The brake is on for everything: nothing new is done.',
    },
    {
      ...{ id: 'brake-service', role: 'responder', when: !over && service !== undefined },
      ...{ label: 'Why', does: `Brake ${service}`, asks: 'must', look: 'bad', method: 'PUT' },
      path: `brake/${encodeURIComponent(service ?? '')}`,
      body: (reason) => ({ engaged: true, reason }),
      done: 'The brake is on for this service.',
    },
  ];
};

export const deeds = (incident: IncidentView, around: Acting): Child => {
  const open = offered(incident).filter(({ role, when }) => when && suffices(around.me.role, role));
  if (open.length === 0) return false;
  const [first, ...others] = open;
  return h(
    'section',
    { class: 'deeds', 'aria-label': 'What you can do' },
    first && deedForm(first, around),
    others.length > 0 &&
      h(
        'details',
        { id: 'more-deeds' },
        h('summary', {}, 'More that you can do'),
        ...others.map((deed) => deedForm(deed, around)),
      ),
  );
};
