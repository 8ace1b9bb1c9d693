import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';

const IMAGES = join(import.meta.dirname, '../../docs/images');

const SCREEN = { width: 1180, height: 860 };
const PHONE = { width: 360, height: 740 };

interface Look {
  readonly name: string;
  readonly options: BrowserContextOptions;
}

const LOOKS: readonly Look[] = [
  { name: 'light', options: { viewport: SCREEN, colorScheme: 'light' } },
  { name: 'dark', options: { viewport: SCREEN, colorScheme: 'dark' } },
  { name: 'phone', options: { viewport: PHONE, colorScheme: 'light', deviceScaleFactor: 1.5 } },
  { name: 'phone-dark', options: { viewport: PHONE, colorScheme: 'dark', deviceScaleFactor: 1.5 } },
];

/** Takes pictures of the list, of the newest incident, its evidence and its recovery, in both themes and on a phone; answers the files. */
export const takePictures = async (
  browser: Browser,
  { consoleUrl, tokens }: { readonly consoleUrl: string; readonly tokens: { readonly approver: string } },
): Promise<readonly string[]> => {
  const files: string[] = [];
  for (const { name: look, options } of LOOKS) {
    const page = await browser.newPage(options);
    const keep = async (name: string) => {
      const path = join(IMAGES, `console-${name}-${look}.png`);
      await page.screenshot({ path });
      files.push(path);
    };
    await page.goto(`${consoleUrl}#t=${tokens.approver}`);
    await page.locator('#pulse', { hasText: 'as of' }).waitFor();
    await keep('overview');
    const incident = await page.locator('main a[href^="#/incidents/"]').first().getAttribute('href');
    await page.goto(`${consoleUrl}${incident ?? '#/'}`);
    await page.locator('.plot canvas').first().waitFor();
    await keep('incident');
    for (const [name, id] of [
      ['evidence', 'found'],
      ['recovery', 'measured'],
    ] as const) {
      await page.evaluate(`document.getElementById('${id}').scrollIntoView()`);
      await keep(name);
    }
    await page.close();
  }
  return files;
};
