// npm run bench:console: how long the console's first view takes on the stack that runs (`npm run up`), and with `--pictures` pictures of it, in `pictures` of the stack's folder, and for the docs.
import { join } from 'node:path';
import { homeOf } from '../localstack/home.ts';
import { readOutputs } from '../localstack/outputs.ts';
import { BROWSER, startBrowser } from '../test/support/browser.ts';
import { emptyView, firstView } from './console/first-view.ts';
import { takePictures } from './console/pictures.ts';
import { machine, versions } from './intake/machine.ts';
import { percentile } from './intake/percentile.ts';

const TIMES = 9;

const { consoleUrl, tokens } = readOutputs(homeOf());
if (BROWSER === undefined) throw new Error('no browser is installed');
const browser = await startBrowser();
try {
  const views = [];
  for (let i = 0; i < TIMES; i += 1) views.push(await firstView(browser, `${consoleUrl}#t=${tokens.viewer}`));
  const floor = [];
  for (let i = 0; i < TIMES; i += 1) floor.push(await emptyView(browser, `${consoleUrl}icon.svg`));
  const took = views.map(({ milliseconds }) => milliseconds);
  const report = {
    first: Math.round(took[0] ?? 0),
    median: Math.round(percentile(took, 50)),
    worst: Math.round(Math.max(...took)),
    /** Of a page that shows one small file: the browser's own part. */
    floor: Math.round(percentile(floor, 50)),
    requests: views.at(-1)?.requests ?? [],
    ...{ machine: machine(), versions: versions() },
  };
  if (process.argv.includes('--json')) console.log(JSON.stringify(report, null, 2));
  else {
    console.log(
      `first view: ${report.first} ms at first, ${report.median} ms in the middle, ${report.worst} ms at worst; ${report.floor} ms of it is the browser’s own`,
    );
    for (const { path, milliseconds } of report.requests) console.log(`  ${path.padEnd(24)} ${milliseconds} ms`);
  }
  if (process.argv.includes('--pictures'))
    console.log((await takePictures(browser, { consoleUrl, tokens }, join(homeOf(), 'pictures'))).join('\n'));
} finally {
  await browser.close();
}
