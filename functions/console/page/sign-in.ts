import { h } from './dom.ts';
import { issuer, leaveFor } from './issuer.ts';
import { keepToken } from './session.ts';

/** A button for the issuer where people sign in, once it is known that there is one. */
const elsewhere = (): HTMLElement => {
  const place = h('div', { class: 'deed' });
  const refused = (error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    place.append(h('p', { class: 'bad', role: 'alert' }, `The issuer cannot be asked: ${why}.`));
  };
  const offer = async () => {
    const oidc = await issuer();
    if (oidc === undefined) return;
    const button = h('button', { type: 'button' }, `Sign in at ${new URL(oidc.issuer).host}`);
    button.addEventListener('click', () => void leaveFor(oidc).catch(refused));
    place.append(button, h('p', {}, 'Or:'));
  };
  offer().catch(refused);
  return place;
};

/** Asks for a token, which is kept in this tab only, or sends people to where they sign in. */
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
    elsewhere(),
    h('p', {}, 'The console needs a token of this installation. It stays in this tab and ends with it.'),
    form,
  );
};
