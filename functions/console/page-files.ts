import { readFileSync } from 'node:fs';
import type { PageFile } from './console.ts';

const TYPES: Readonly<Record<string, string>> = {
  'index.html': 'text/html; charset=utf-8',
  'app.js': 'text/javascript; charset=utf-8',
  'app.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

/** The files of the built page, read once. */
export const readPageFiles = (folder: URL): Readonly<Record<string, PageFile>> =>
  Object.fromEntries(
    Object.entries(TYPES).map(([name, type]) => [name, { type, text: readFileSync(new URL(name, folder), 'utf8') }]),
  );
