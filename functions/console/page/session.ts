import { Errand } from './shapes.ts';

const KEY = 'token';
const ERRAND = 'errand';

/** The token stays in this tab. */
export const tokenOf = (): string | undefined => sessionStorage.getItem(KEY) ?? undefined;

export const keepToken = (token: string): void => sessionStorage.setItem(KEY, token);

export const forgetToken = (): void => sessionStorage.removeItem(KEY);

/** Takes the token out of the address (`#t=<token>` or `#t=<token>&<page>`), so that it is in no history. */
export const takeToken = (): void => {
  const [, given, page = ''] = /^#t=([^&]+)&?(.*)$/.exec(location.hash) ?? [];
  if (given === undefined) return;
  keepToken(decodeURIComponent(given));
  history.replaceState(null, '', `${location.pathname}${location.search}#${page}`);
};

/** While somebody is away to sign in at an issuer. */
export const keepErrand = (errand: Errand): void => sessionStorage.setItem(ERRAND, JSON.stringify(errand));

/** What was kept for coming back, once. */
export const takeErrand = (): Errand | undefined => {
  const kept = sessionStorage.getItem(ERRAND);
  sessionStorage.removeItem(ERRAND);
  return kept === null ? undefined : Errand.safeParse(JSON.parse(kept)).data;
};
