import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeConsole } from '../../../functions/console/console.ts';
import { builtPage } from '../../support/built-page.ts';
import { aRequest } from '../../support/http.ts';
import { sourcesIn } from '../architecture/sources.ts';

const FILES = builtPage();
const page = makeConsole(FILES);
const get = (path: string) => page(aRequest({ path }));

describe('the console page', () => {
  it.each(['/console', '/console/', '/console/index.html'])('is served at %s', async (path) => {
    const answered = await get(path);

    expect([answered.statusCode, answered.headers?.['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it.each(['console/app.js', 'console/app.css', 'console/icon.svg'])(
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
    const html = FILES['index.html']?.text ?? '';

    expect(html).not.toMatch(/<style|style=|\son[a-z]+=|<script(?![^>]*\ssrc=)/i);
  });

  it('never turns a text into markup or code', async () => {
    const sources = await sourcesIn('functions/console/page');

    expect(sources.length).toBeGreaterThan(20);
    for (const { file, code } of sources) {
      const unsafe = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|srcdoc/.exec(code);
      expect([file, unsafe]).toEqual([file, null]);
    }
  });

  it('names no other host', () => {
    const script = FILES['app.js']?.text ?? '';

    const hosts = [...script.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host);
    // The namespace of pictures and the address of schemas are names, not places.
    expect(hosts.filter((host) => host !== 'www.w3.org' && host !== 'json-schema.org')).toEqual([]);
  });

  it('weighs under 150 kB compressed', () => {
    const size = Object.values(FILES).reduce((sum, { text }) => sum + gzipSync(text).byteLength, 0);

    expect(size).toBeLessThan(150_000);
  });

  it('is not sent again to whoever has it', async () => {
    const first = await get('/console/app.js');
    const headers = { 'if-none-match': String(first.headers?.['etag']) };

    const again = await page(aRequest({ path: '/console/app.js', headers }));
    const other = await page(aRequest({ path: '/console/app.css', headers }));

    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect(other.statusCode).toBe(200);
  });
});
