import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oidcTokenChecks } from '../../functions/adapters/oidc/token-checks.ts';
import { makeConsole } from '../../functions/console/console.ts';
import { makeKnowCaller } from '../../functions/core/usecases/know-caller.ts';
import { anApiServer } from '../support/api-server.ts';
import { BROWSER, startBrowser } from '../support/browser.ts';
import { aPolicy } from '../support/builders.ts';
import { builtPage } from '../support/built-page.ts';
import { anIssuer, type Issuer } from '../support/issuer.ts';

const PATIENCE_MILLISECONDS = 120_000;

describe.skipIf(BROWSER === undefined)('signing in at an issuer', () => {
  let browser: Browser;
  let issuer: Issuer;
  let server: Awaited<ReturnType<typeof anApiServer>>;

  beforeAll(async () => {
    [browser, issuer] = await Promise.all([startBrowser(), anIssuer()]);
    const holder = makeKnowCaller({
      ours: async () => undefined,
      checks: oidcTokenChecks(() => new Date()),
      policies: { current: async () => aPolicy({ signIn: { oidc: issuer.policy } }) },
    });
    server = await anApiServer({ page: makeConsole(builtPage(), { oidc: issuer.policy }), holder });
  });

  afterAll(async () => {
    await Promise.all([browser.close(), issuer.close(), server.close()]);
  });

  const newPage = async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MILLISECONDS);
    return page;
  };

  it('leads there and back to the page that was asked for, and leaves no code in the address', async () => {
    const page = await newPage();
    const refusals: string[] = [];
    page.on('console', (line) => line.type() === 'error' && refusals.push(line.text()));
    await page.goto(`${server.url}/console/#/pipeline`);

    await page.getByRole('button', { name: `Sign in at ${new URL(issuer.url).host}` }).click();

    await page.getByRole('heading', { name: 'Pipeline' }).waitFor();
    expect(page.url()).toBe(`${server.url}/console/#/pipeline`);
    expect(issuer.seen).toContain('POST /token');
    expect(await page.evaluate('localStorage.length')).toBe(0);
    expect(await page.evaluate('sessionStorage.getItem("errand")')).toBeNull();
    expect(refusals).toEqual([]);
    await page.close();
  });

  it('refuses a code that this tab did not ask for, and does not use it', async () => {
    const page = await newPage();
    const before = issuer.seen.length;

    await page.goto(`${server.url}/console/?code=stolen&state=guessed`);

    await page.getByRole('alert').filter({ hasText: 'this tab did not ask for it' }).waitFor();
    expect(issuer.seen.slice(before)).not.toContain('POST /token');
    expect(page.url()).toBe(`${server.url}/console/`);
    await page.close();
  });

  it('may ask the issuer and nobody else', async () => {
    const page = await newPage();
    const answer = await page.goto(`${server.url}/console/`);

    expect(answer?.headers()['content-security-policy']).toContain(`connect-src 'self' ${issuer.url};`);
    const elsewhere = `http://127.0.0.2:${new URL(issuer.url).port}/keys`;
    expect(await page.evaluate(`fetch('${elsewhere}').then(() => 'asked', () => 'refused')`)).toBe('refused');
    expect(await page.evaluate(`fetch('${issuer.url}/keys').then(() => 'asked', () => 'refused')`)).toBe('asked');
    await page.close();
  });
});
