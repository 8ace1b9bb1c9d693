import './style.css';
import { brakeBanner } from './brake.ts';
import { makeClient, type Reader, SignedOut } from './client.ts';
import { faint, h } from './dom.ts';
import { age, clock } from './format.ts';
import { comeBack } from './issuer.ts';
import { replaceKeeping } from './keep.ts';
import { navigation, viewAt } from './routes.ts';
import { forgetToken, takeToken, tokenOf } from './session.ts';
import { BrakeList, Me } from './shapes.ts';
import { signIn } from './sign-in.ts';
import type { Drawing, Standing, View } from './view.ts';

const EVERY_MILLISECONDS = 3_000;
const HIDDEN_MILLISECONDS = 15_000;
const TICK_MILLISECONDS = 1_000;

const at = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
};
const main = at('main');
const pulse = at('pulse');
const stale = at('stale');
const client = makeClient(tokenOf);

const readMe = client.reader('me', Me);
const readBrakes = client.reader('brake', BrakeList);
const standing: Reader<Standing> = async () => {
  const [me, brakes] = await Promise.all([readMe(), readBrakes()]);
  return { me, brakes };
};

let view: { readonly hash: string; readonly page: View } | undefined;
let drawn: readonly unknown[] | undefined;
let freshAt = 0;
let turn = 0;

const say = (text: string): void => {
  at('said').textContent = text;
};

/** Ages grow although nothing is drawn anew. */
const tick = (): void => {
  for (const one of document.querySelectorAll<HTMLElement>('[data-age]')) {
    one.textContent = age(one.dataset['age'] ?? '', Date.now());
  }
};

const show = (drawing: Drawing, others: readonly unknown[]): void => {
  document.title = `${drawing.title} - Selfright`;
  const stamps = [...drawing.stamps, ...others];
  if (drawn?.length === stamps.length && stamps.every((stamp, i) => stamp === drawn?.[i])) return;
  const first = drawn === undefined;
  replaceKeeping(main, drawing.draw());
  if (first) scrollTo(0, 0);
  drawn = stamps;
  tick();
};

const ask = (why?: string): void => {
  drawn = undefined;
  view = undefined;
  at('brake').hidden = true;
  stale.hidden = true;
  pulse.textContent = '';
  navigation(at('nav'), undefined);
  main.replaceChildren(signIn(why, () => refresh()));
};

const failed = (error: unknown): void => {
  const why = error instanceof Error ? error.message : String(error);
  if (drawn === undefined) {
    main.replaceChildren(h('h1', {}, 'This could not be read'), h('p', { class: 'bad', role: 'alert' }, why));
  } else {
    stale.textContent = `What you see is as of ${clock(freshAt)}, and may have changed since: ${why}`;
    stale.hidden = false;
  }
  pulse.textContent = 'trying again';
};

const viewHere = (): View => {
  const { hash } = location;
  if (view?.hash !== hash) {
    view = { hash, page: viewAt(hash, { client, standing, refresh, say }) };
    drawn = undefined;
    main.replaceChildren(faint('Loading'));
  }
  return view.page;
};

const update = async (mine: number): Promise<void> => {
  const page = viewHere();
  navigation(at('nav'), page.place);
  const drawing = await page.read();
  if (mine !== turn) return;
  const { me, brakes } = drawing.standing;
  brakeBanner(at('brake'), brakes);
  show(drawing, [me]);
  freshAt = Date.now();
  stale.hidden = true;
  pulse.textContent = `as of ${clock(freshAt)}`;
};

/** Reads and draws, and comes again; a newer turn ends the older ones. */
const refresh = (): void => {
  turn += 1;
  const mine = turn;
  if (tokenOf() === undefined) {
    ask();
    return;
  }
  main.ariaBusy = drawn === undefined ? 'true' : 'false';
  update(mine)
    .catch((error: unknown) => {
      if (mine !== turn) return;
      if (!(error instanceof SignedOut)) return failed(error);
      forgetToken();
      ask(error.message);
    })
    .finally(() => {
      main.ariaBusy = 'false';
      const rest = document.hidden ? HIDDEN_MILLISECONDS : EVERY_MILLISECONDS;
      setTimeout(() => mine === turn && tokenOf() !== undefined && refresh(), rest);
    });
};

/** Comes back from an issuer, if this page was left for one; then the page begins. */
const begin = async (): Promise<void> => {
  takeToken();
  const why = await comeBack();
  if (why === undefined) refresh();
  else ask(why);
};

addEventListener('hashchange', () => {
  takeToken();
  refresh();
});
document.addEventListener('visibilitychange', () => document.hidden || refresh());
at('skip').addEventListener('click', () => main.focus());
setInterval(tick, TICK_MILLISECONDS);
void begin();
