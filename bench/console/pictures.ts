import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

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

/** Where each kind of page is found; what no incident is like at the moment has no picture. */
const PAGES = [
  ['overview', '#/'],
  ['story', '#/incidents?status=closed'],
  ['question', '#/incidents?status=awaiting_approval'],
  ['handed-over', '#/incidents?status=escalated'],
  ['runbooks', '#/runbooks'],
  ['pipeline', '#/pipeline'],
] as const;
type Name = (typeof PAGES)[number][0];

/** What the docs show: a page in one look, from one of its sections on. */
const FOR_DOCS: Readonly<Record<string, { readonly look: string; readonly page: Name; readonly section: string }>> = {
  'console-evidence': { look: 'dark', page: 'question', section: 'found' },
  'console-phone': { look: 'phone', page: 'question', section: 'main' },
};

interface Site {
  readonly consoleUrl: string;
  readonly tokens: { readonly approver: string };
}

/** Opens an address anew, so that nothing of the page before is taken for it. */
const open = async (page: Page, address: string): Promise<void> => {
  await page.goto(address);
  await page.reload();
  await page.locator('#pulse', { hasText: 'as of' }).waitFor();
};

/** Opens a page; of incidents the newest one that is listed. False when there is none. */
const goTo = async (page: Page, { consoleUrl }: Site, hash: string): Promise<boolean> => {
  await open(page, `${consoleUrl}${hash}`);
  if (!hash.includes('?')) return true;
  const link = page.locator('main table a[href^="#/incidents/"]').first();
  if ((await link.count()) === 0) return false;
  await open(page, `${consoleUrl}${(await link.getAttribute('href')) ?? hash}`);
  return true;
};

/** Takes pictures of every kind of page, whole, in both themes and on a phone, and of what the docs show; answers the files. */
export const takePictures = async (browser: Browser, site: Site, folder: string): Promise<readonly string[]> => {
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  for (const { name: look, options } of LOOKS) {
    const page = await browser.newPage(options);
    await page.goto(`${site.consoleUrl}#t=${site.tokens.approver}`);
    await page.locator('#pulse', { hasText: 'as of' }).waitFor();
    const keep = async (path: string, fullPage: boolean) => {
      await page.screenshot({ path, fullPage });
      files.push(path);
    };
    for (const [name, hash] of PAGES) {
      if (!(await goTo(page, site, hash))) continue;
      await keep(join(folder, `${name}-${look}.png`), true);
      for (const [file, wanted] of Object.entries(FOR_DOCS)) {
        if (wanted.look !== look || wanted.page !== name) continue;
        await page.evaluate(`document.getElementById('${wanted.section}').scrollIntoView()`);
        await keep(join(IMAGES, `${file}.png`), false);
      }
    }
    await page.close();
  }
  return files;
};
