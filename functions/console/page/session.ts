const KEY = 'token';

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
