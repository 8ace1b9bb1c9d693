import { describe, expect, it } from 'vitest';
import { makeConsole } from '../../../functions/console/console.ts';
import { readPageFiles } from '../../../functions/console/page-files.ts';
import { aRequest } from '../../support/http.ts';

const page = makeConsole(readPageFiles());
const get = (path: string) => page(aRequest({ path }));

describe('the console page', () => {
  it.each(['/console', '/console/', '/console/index.html'])('is served at %s', async (path) => {
    const answered = await get(path);

    expect([answered.statusCode, answered.headers?.['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it.each(['console/app.js', 'console/style.css', 'console/icon.svg'])(
    'names %s so that it is found from /console and from /console/',
    async (file) => {
      const html = (await get('/console')).body;

      const found = await Promise.all([get(`/${file}`), get(`/console/${file}`)]);

      expect(html).toContain(`"${file}"`);
      expect(found.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    },
  );

  it.each(['/console/other.js', '/console/a/app.js', '/console/__proto__', '/console/../handler.ts'])(
    'has no %s',
    async (path) => {
      expect((await get(path)).statusCode).toBe(404);
    },
  );

  it('refuses other methods', async () => {
    const answered = await page(aRequest({ path: '/console', method: 'POST' }));

    expect([answered.statusCode, answered.headers?.['allow']]).toEqual([405, 'GET']);
  });

  it('allows nothing inline and nothing from elsewhere', async () => {
    const { headers } = await get('/console');

    const policy = String(headers?.['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).not.toContain('unsafe');
  });

  it('keeps to its own policy: no inline script, style or handler', () => {
    const html = readPageFiles()['index.html']?.text ?? '';

    expect(html).not.toMatch(/<style|style=|\son[a-z]+=|<script(?![^>]*\ssrc=)/i);
  });

  it('never turns a text into markup or code', () => {
    const script = Object.values(readPageFiles())
      .map(({ text }) => text)
      .join();

    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/);
  });

  it('stays small', () => {
    const size = Object.values(readPageFiles()).reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);

    expect(size).toBeLessThan(15_000);
  });
});
