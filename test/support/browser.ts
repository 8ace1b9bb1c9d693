import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where browsers are usually installed. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const QUIET = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
];

/** A browser that is installed here: the one that SELFRIGHT_BROWSER names, else one of the usual places. */
const installed = (): string | undefined => {
  const named = process.env['SELFRIGHT_BROWSER'];
  if (named !== undefined) return named;
  return [chromium.executablePath(), ...PLACES].find((place) => place !== '' && existsSync(place));
};

export const BROWSER = installed();

if (BROWSER === undefined) {
  console.warn('no Chromium is installed here (SELFRIGHT_BROWSER may name one): the console is not tried in a browser');
}

export const startBrowser = (): Promise<Browser> => {
  if (BROWSER === undefined) throw new Error('no browser is installed');
  return chromium.launch({ executablePath: BROWSER, args: QUIET });
};
