import { readFileSync } from 'node:fs';
import type { PageFile } from './console.ts';

const TYPES: Readonly<Record<string, string>> = {
  'index.html': 'text/html; charset=utf-8',
  'app.js': 'text/javascript; charset=utf-8',
  'dom.js': 'text/javascript; charset=utf-8',
  'story.js': 'text/javascript; charset=utf-8',
  'style.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

/** The files of the page, read once; `page/` lies beside this module in the sources, and beside the bundle. */
export const readPageFiles = (): Readonly<Record<string, PageFile>> =>
  Object.fromEntries(
    Object.entries(TYPES).map(([name, type]) => [
      name,
      { type, text: readFileSync(new URL(`page/${name}`, import.meta.url), 'utf8') },
    ]),
  );
