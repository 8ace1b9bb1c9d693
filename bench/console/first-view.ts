import type { Browser } from 'playwright-core';

/** One request of the page, and how long until it was answered whole. */
export interface Asked {
  readonly path: string;
  readonly milliseconds: number;
}

/** Opens the page as somebody does who was never there, and waits until it shows what is. */
export const firstView = async (
  browser: Browser,
  url: string,
): Promise<{ readonly milliseconds: number; readonly requests: readonly Asked[] }> => {
  const page = await browser.newPage();
  try {
    const requests: Asked[] = [];
    page.on('requestfinished', (request) => {
      const { responseEnd } = request.timing();
      requests.push({
        path: new URL(request.url()).pathname.replace(/^.*\/v1\//, ''),
        milliseconds: Math.round(responseEnd),
      });
    });
    const began = performance.now();
    await page.goto(url, { waitUntil: 'commit' });
    await page.locator('#pulse', { hasText: 'as of' }).waitFor();
    return { milliseconds: performance.now() - began, requests };
  } finally {
    await page.close();
  }
};

/** What the browser itself takes on this machine, now, to open one small file of ours in a page of its own. Milliseconds. */
export const emptyView = async (browser: Browser, url: string): Promise<number> => {
  const page = await browser.newPage();
  try {
    const began = performance.now();
    await page.goto(url, { waitUntil: 'load' });
    return performance.now() - began;
  } finally {
    await page.close();
  }
};
