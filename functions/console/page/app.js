import { clock, h } from './dom.js';
import { overview, story } from './story.js';

const API = new URL(location.pathname.replace(/\/console(\/.*)?$/, '/'), location.origin);
const EVERY = 3000;
const [main, pulse, brake] = ['main', 'pulse', 'brake'].map((id) => document.getElementById(id));

let shown = '';
let turn = 0;

class Refused extends Error {}

/** Takes the token out of the address (`#t=<token>` or `#t=<token>&<incident>`), into this tab's memory. */
const takeToken = () => {
  const [, given, id = ''] = /^#t=([^&]+)&?(.*)$/.exec(location.hash) ?? [];
  if (given === undefined) return;
  sessionStorage.setItem('token', decodeURIComponent(given));
  history.replaceState(null, '', `${location.pathname}#${id}`);
};

const get = async (path) => {
  const authorization = `Bearer ${sessionStorage.getItem('token')}`;
  const response = await fetch(new URL(path, API), { headers: { authorization } });
  const body = await response.json();
  if (response.status === 401) throw new Refused('This token is not known here.');
  if (!response.ok) throw new Error(body.detail ?? `answered ${response.status}`);
  return body;
};

const ask = (why = 'The console needs a token of this installation.') => {
  const input = h('input', { type: 'password', 'aria-label': 'token', autocomplete: 'off', required: '' });
  const form = h('form', {}, input, h('button', {}, 'Show incidents'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    sessionStorage.setItem('token', input.value.trim());
    refresh(true);
  });
  main.replaceChildren(h('p', {}, why), form);
};

const showBrake = ({ brakes }) => {
  const engaged = brakes.filter((one) => one.engaged);
  brake.hidden = engaged.length === 0;
  brake.textContent = engaged.map(({ scope, by, reason }) => `Brake on (${scope}), by ${by}: ${reason}`).join('. ');
};

/** Draws only what changed, and leaves open what the reader opened. */
const draw = (body, view) => {
  const text = JSON.stringify(body);
  if (text === shown) return;
  shown = text;
  const open = new Set([...main.querySelectorAll('details[open]')].map(({ id }) => id));
  main.replaceChildren(view(body));
  for (const details of main.querySelectorAll('details')) details.open = open.has(details.id);
};

const refresh = async (anew) => {
  turn += 1;
  const mine = turn;
  if (anew) shown = '';
  if (sessionStorage.getItem('token') === null) return ask();
  const id = /^#(INC-\w+)$/.exec(location.hash)?.[1];
  try {
    const [body, brakes] = await Promise.all([get(id ? `incidents/${id}` : 'incidents?limit=50'), get('brake')]);
    if (mine !== turn) return;
    showBrake(brakes);
    draw(body, id ? story : overview);
    pulse.textContent = `as of ${clock(Date.now())}`;
  } catch (error) {
    if (mine !== turn) return;
    if (error instanceof Refused) {
      sessionStorage.removeItem('token');
      return ask(error.message);
    }
    pulse.textContent = `not up to date: ${error.message}`;
    if (shown === '') main.replaceChildren(h('p', { class: 'bad' }, error.message));
  }
  setTimeout(() => mine === turn && refresh(), document.hidden ? EVERY * 5 : EVERY);
};

takeToken();
addEventListener('hashchange', () => {
  takeToken();
  refresh(true);
});
document.addEventListener('visibilitychange', () => document.hidden || refresh());
refresh(true);
