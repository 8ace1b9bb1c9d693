import { h } from './dom.ts';
import type { Acting } from './view.ts';

/** Something that a person can do, with a word on it where one is asked for. */
export interface Deed {
  /** Unique on the page: keeps what was written from one drawing to the next. */
  readonly id: string;
  readonly label: string;
  /** What the button says. */
  readonly does: string;
  /** Whether a word is asked for, and whether it must be there. @default none */
  readonly asks?: 'comment' | 'must' | undefined;
  /** How dangerous it looks. @default plain */
  readonly look?: 'plain' | 'good' | 'bad';
  readonly method?: 'POST' | 'PUT';
  readonly path: string;
  body(comment: string): unknown;
  /** What is said when it was done. */
  readonly done: string;
}

/** A form of one deed: it says when it is under way, why it was refused, and cannot be sent twice at once. */
export const deedForm = (deed: Deed, { client, refresh, say }: Acting): HTMLElement => {
  const { id, label, does, asks, look = 'plain' } = deed;
  const field =
    asks &&
    h('input', {
      id: `${id}-comment`,
      maxlength: '1000',
      autocomplete: 'off',
      required: asks === 'must' ? '' : undefined,
    });
  const button = h('button', { id, class: look }, does);
  const why = h('p', { class: 'bad', role: 'alert', hidden: '' });
  const asked = field && h('label', { for: field.id }, asks === 'must' ? label : `${label} (if you like)`);
  const form = h('form', { class: 'deed', 'aria-label': does }, asked, field, button, why);
  const fail = (text: string): void => {
    why.textContent = text;
    why.hidden = false;
    button.disabled = false;
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    why.hidden = true;
    client.act(deed.method ?? 'POST', deed.path, deed.body(field?.value.trim() ?? '')).then(
      (refusal) => {
        if (refusal !== undefined) return fail(`Not done: ${refusal}`);
        if (field) field.value = '';
        say(deed.done);
        refresh();
      },
      (error: unknown) => fail(`It is not known whether it was done: ${String(error)}`),
    );
  });
  return form;
};
