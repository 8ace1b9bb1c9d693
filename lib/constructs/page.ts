import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** What of a page is served as it is written. */
const AS_WRITTEN = ['index.html', 'icon.svg'];

/** Bundles the page of a Lambda, `functions/<name>/page/app.ts`, into one script and one style sheet; false if it has none. */
export const buildPage = (folder: string, out: string): boolean => {
  const page = join(folder, 'page');
  if (!existsSync(page)) return false;
  buildSync({
    entryPoints: [join(page, 'app.ts')],
    outdir: out,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    legalComments: 'none',
    logLevel: 'warning',
    // Otherwise settings for the Lambdas' sources would reach the page, such as a library without a document.
    tsconfigRaw: {},
  });
  for (const file of AS_WRITTEN) cpSync(join(page, file), join(out, file));
  return true;
};
