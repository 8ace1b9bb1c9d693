import { h } from './dom.ts';
import { keepToken } from './session.ts';

/** Asks for a token, which is kept in this tab only. */
export const signIn = (why: string | undefined, then: () => void): Node => {
  const token = h('input', { id: 'token', type: 'password', autocomplete: 'off', required: '', spellcheck: 'false' });
  const form = h('form', { class: 'deed' }, h('label', { for: 'token' }, 'Token'), token, h('button', {}, 'Sign in'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    keepToken(token.value.trim());
    then();
  });
  return h(
    'div',
    {},
    h('h1', {}, 'Sign in'),
    why && h('p', { class: 'bad', role: 'alert' }, why),
    h('p', {}, 'The console needs a token of this installation. It stays in this tab and ends with it.'),
    form,
  );
};
