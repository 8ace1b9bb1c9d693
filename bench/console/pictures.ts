import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';

const IMAGES = join(import.meta.dirname, '../../docs/images');

const SCREEN = { width: 1180, height: 860 };
const PHONE = { width: 360, height: 740 };

const LOOKS: readonly (readonly [name: string, options: BrowserContextOptions])[] = [
  ['light', { viewport: SCREEN, colorScheme: 'light' }],
  ['dark', { viewport: SCREEN, colorScheme: 'dark' }],
  ['phone', { viewport: PHONE, colorScheme: 'light', deviceScaleFactor: 2 }],
  ['phone-dark', { viewport: PHONE, colorScheme: 'dark', deviceScaleFactor: 2 }],
];

/** Takes a picture of each page, and of the newest incident, in both themes and on a phone; answers the files. */
export const takePictures = async (
  browser: Browser,
  { consoleUrl, tokens }: { readonly consoleUrl: string; readonly tokens: { readonly approver: string } },
): Promise<readonly string[]> => {
  const files: string[] = [];
  for (const [look, options] of LOOKS) {
    const page = await browser.newPage(options);
    await page.goto(`${consoleUrl}#t=${tokens.approver}`);
    await page.locator('#pulse', { hasText: 'as of' }).waitFor();
    const incident = await page.locator('main a[href^="#/incidents/"]').first().getAttribute('href');
    const places: readonly (readonly [string, string])[] = [
      ['overview', '#/'],
      ['incident', incident ?? '#/'],
      ['pipeline', '#/pipeline'],
      ['runbooks', '#/runbooks'],
    ];
    for (const [name, hash] of places) {
      await page.goto(`${consoleUrl}${hash}`);
      await page.locator('main h1').waitFor();
      await page.locator('main[aria-busy="false"]').waitFor();
      const path = join(IMAGES, `console-${name}-${look}.png`);
      await page.screenshot({ path, fullPage: name === 'incident' });
      files.push(path);
    }
    await page.close();
  }
  return files;
};
