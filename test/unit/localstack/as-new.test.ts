import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { measuredBy } from '../../../localstack/as-new/measured.ts';
import { differences } from '../../../localstack/as-new/shop-state.ts';

/** A process of the shop that measures this of itself. */
const measuring = async (metrics: string) => {
  const server = createServer((_, response) => response.end(metrics));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}` };
};

const inTenDays = Date.now() / 1000 + 864_000;
const fresh = (until = inTenDays, limit = 72, log = 5_000) =>
  [
    `admission_limit{service="catalogue",instance="catalogue-1"} ${limit}`,
    'admission_limit_most{service="catalogue",instance="catalogue-1"} 240',
    `spool_bytes{kind="log",service="edge",instance="edge-1"} ${log}`,
    'spool_bytes{kind="upload",service="edge",instance="edge-1"} 0',
    `tls_certificate_not_after_seconds{service="edge",instance="load-1"} ${until}`,
    'process_cpu_seconds_total{service="edge",instance="edge-1"} 12.3',
  ].join('\n');

const seen = async (metrics: string) => measuredBy({ one: await measuring(metrics) });

describe('a shop as new', () => {
  it('has nothing other, however long it has run', async () => {
    const then = await seen(fresh());
    const now = await seen(fresh(inTenDays - 3_600, 72, 90_000));

    expect(Object.keys(then)).toHaveLength(4);
    expect(differences(then, now)).toEqual([]);
  });

  it.each([
    ['a limit that was raised', fresh(inTenDays, 200), /admission_limit.* was 72, is 200/],
    ['a log that is full', fresh(inTenDays, 72, 16_000_000), /kind="log".* is 16000000/],
    [
      'an upload that was left',
      fresh().replace(
        'kind="upload",service="edge",instance="edge-1"} 0',
        'kind="upload",service="edge",instance="edge-1"} 9',
      ),
      /upload.* is 9/,
    ],
    ['a certificate that ends soon', fresh(Date.now() / 1000 + 3_600), /was more than a day, is less than a day/],
    ['a process that is gone', '', /is not there/],
  ])('is not one with %s', async (_, metrics, what) => {
    const other = differences(await seen(fresh()), await seen(metrics));

    expect(other.join('\n')).toMatch(what);
  });
});
