import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readPageFiles } from '../../functions/console/page-files.ts';
import { buildPage } from '../../lib/constructs/page.ts';

const SOURCES = join(import.meta.dirname, '../../functions/console');

/** The files of the page, bundled as they are for a deploy. */
export const builtPage = () => {
  const out = mkdtempSync(join(tmpdir(), 'selfright-page-'));
  buildPage(SOURCES, out);
  const files = readPageFiles(pathToFileURL(`${out}/`));
  rmSync(out, { recursive: true });
  return files;
};
