import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeConsole } from '../../functions/console/console.ts';
import { makeCountIncident } from '../../functions/core/usecases/count-incident.ts';
import { anApiServer } from '../support/api-server.ts';
import { BROWSER, startBrowser } from '../support/browser.ts';
import { builtPage } from '../support/built-page.ts';
import { consoleStories, HOSTILE } from '../support/console-story.ts';

/** A guard against waiting for ever: how fast the machine is must decide nothing. */
const PATIENCE_MILLISECONDS = 120_000;

const PHONE = { viewport: { width: 360, height: 740 } };

describe.skipIf(BROWSER === undefined)('the console in a browser', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof anApiServer>>;
  let stories: Awaited<ReturnType<typeof consoleStories>>;
  /** What the page said went wrong: it must be nothing. */
  let complaints: string[] = [];

  beforeAll(async () => {
    browser = await startBrowser();
    server = await anApiServer({ page: makeConsole(builtPage()) });
    stories = await consoleStories(server);
  });

  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  afterEach(() => {
    complaints = [];
  });

  const newPage = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await browser.newPage(options);
    page.setDefaultTimeout(PATIENCE_MILLISECONDS);
    return page;
  };

  const open = async (hash: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await newPage(options);
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    await page.goto(`${server.url}/console/${hash}`);
    await page.locator('#pulse', { hasText: 'as of' }).waitFor();
    return page;
  };

  const at = (incident: { readonly id: string }, role = 'responder') => `#t=${role}&/incidents/${incident.id}`;

  /** Of what axe holds to be serious; `rules` looks at these only, since the others do not depend on the theme. */
  const seriousIn = async (page: Page, rules?: readonly string[]): Promise<readonly string[]> => {
    await page.evaluate(axe.source);
    const found: unknown = await page.evaluate(`axe.run(${JSON.stringify(rules ? { runOnly: rules } : {})})`);
    const { violations } = found as axe.AxeResults;
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };

  it('asks for a token, keeps it in the tab, and takes it out of the address', async () => {
    const page = await newPage();
    await page.goto(`${server.url}/console/`);
    await page.getByLabel('Token').fill('viewer');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Incidents' }).waitFor();

    await page.goto(`${server.url}/console/#t=admin&/incidents/${stories.righted.id}`);
    await page.reload();
    await page.getByRole('heading', { name: 'Api503 on checkout' }).waitFor();

    expect(page.url()).not.toContain('admin');
    expect(await page.evaluate('localStorage.length')).toBe(0);
    await page.close();
  });

  it('says so when a token is not known, and shows nothing', async () => {
    const page = await newPage();

    await page.goto(`${server.url}/console/#t=nobody`);

    const refusal = page.getByRole('alert').filter({ hasText: 'not known' });
    await refusal.waitFor();
    expect(await refusal.count()).toBe(1);
    expect(await page.getByRole('table').count()).toBe(0);
    await page.close();
  });

  it('tells an incident from what fired to what was measured', async () => {
    const page = await open(at(stories.righted));

    const story = await page.locator('main').innerText();

    for (const part of [
      'most answers of checkout are 503',
      'payments fails six times a second',
      'the release that its alias points to fails',
      'It can be undone: point the alias to where it pointed',
      'restore-version on lambda:payments:live',
      'held 17 of 8 s',
      'Closed: the recovery was measured.',
      'in one chain to the head',
    ]) {
      expect(story).toContain(part);
    }
    const graph = page.getByRole('img', { name: /^Who calls whom/ });
    expect(await graph.getAttribute('aria-label')).toContain('checkout (alerting) calls payments (suspected)');
    await page.close();
  });

  it('draws the evidence and the recovery, each with its moments in words', async () => {
    const page = await open(at(stories.righted));
    await page.locator('.plot canvas').first().waitFor();

    const labels = await page.locator('.plot').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));

    expect(labels).toEqual([
      expect.stringMatching(/^errors per second of payments from .* onset at/),
      expect.stringMatching(/^errors per second of checkout/),
      expect.stringMatching(/^requests per second of checkout/),
      expect.stringMatching(/^calls to the dependency succeed .* limit 0.98; restore-version at .*verified at/),
    ]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows hostile texts of alerts as texts', async () => {
    const page = await open(at(stories.hostile));

    await page.locator('summary', { hasText: 'labels' }).click();

    expect(await page.evaluate('window.hurt')).toBeUndefined();
    expect(await page.locator('main img[src], main script, main a[href^="javascript"]').count()).toBe(0);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(HOSTILE);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('lets a responder acknowledge and write a note, and a viewer do nothing', async () => {
    const page = await open(at(stories.hostile));
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('the responder is at it since').waitFor();
    await page.getByRole('textbox', { name: 'Note' }).fill('I look at the database');
    await page.getByRole('button', { name: 'Keep the note' }).click();
    await page.getByRole('cell', { name: 'I look at the database' }).waitFor();

    const watching = await open(at(stories.hostile, 'viewer'));

    expect(await watching.getByRole('button').filter({ visible: true }).allInnerTexts()).toEqual([
      'Skip to the content',
    ]);
    await Promise.all([page.close(), watching.close()]);
  });

  it('shows an approver all that they decide on, and counts the decision once', async () => {
    const { incident, plan } = stories.asking;
    const page = await open(at(incident, 'approver'));
    const question = page.getByRole('region', { name: 'May this be done?' });

    const asked = await question.innerText();
    await question.getByRole('button', { name: 'Approve' }).dblclick();
    await page.getByRole('region', { name: 'What was asked' }).waitFor();

    for (const part of [
      'point the alias back',
      'lambda:payments:live',
      '"2"',
      '"1"',
      'It can be undone',
      plan.digest,
    ]) {
      expect(asked).toContain(part);
    }
    const whole = await server.incidents.readWhole(incident.id);
    expect(whole?.approvals.map(({ status, votes }) => [status, votes.map(({ via }) => via)])).toEqual([
      ['approved', ['console']],
    ]);
    await page.close();
  });

  it('lets nobody below an approver decide', async () => {
    const page = await open(at(stories.doubtful.incident));
    const question = page.getByRole('region', { name: 'May this be done?' });

    expect(await question.innerText()).toContain('Deciding needs the role approver.');
    expect(await question.getByRole('button').count()).toBe(0);
    await page.close();
  });

  it('says why an approval is refused that comes too late', async () => {
    const { incident, plan } = stories.doubtful;
    const page = await open(at(incident, 'approver'));
    await page.route(`**/incidents/${incident.id}`, (route) => route.abort());

    const denied = await fetch(`${server.url}/incidents/${incident.id}/approvals`, {
      method: 'POST',
      headers: { authorization: 'Bearer admin', 'content-type': 'application/json' },
      body: JSON.stringify({ decision: 'deny', planDigest: plan.digest, comment: 'not now' }),
    });
    await page.getByRole('button', { name: 'Approve' }).click();

    await page.getByRole('alert').filter({ hasText: 'Not done: decided already: denied' }).waitFor();
    expect(denied.status).toBe(200);
    await page.close();
  });

  it('says what an empty list is worth: whether alerts come through at all', async () => {
    const page = await open('#t=viewer&/pipeline');

    const text = await page.locator('main').innerText();

    expect(text).toContain('selfright-drill');
    expect(text).toContain('It has not run yet.');
    expect(text).toContain('0 wait, 0 are being taken in');
    await page.close();
  });

  it('lists the runbooks, each with its rungs and how it did', async () => {
    const count = makeCountIncident(server.tallies);
    const { id, seq } = stories.righted;
    await count(id, seq);
    const page = await open('#t=viewer&/runbooks');

    const text = await page.getByRole('region', { name: 'api-503' }).innerText();

    expect(text).toContain('point the alias back to the release that last answered well guarded can be undone');
    expect(text).toContain('1 verified');
    expect(await page.getByRole('region', { name: 'disk-full' }).innerText()).toContain('It has not been used yet.');
    await page.close();
  });

  it('keeps what is being written while it reads anew', async () => {
    const page = await open(at(stories.hostile));
    const more = page.locator('summary', { hasText: 'More that you can do' });
    if (await more.isVisible()) await more.click();
    await page.getByRole('textbox', { name: 'Note' }).fill('half a senten');

    const noted = await fetch(`${server.url}/incidents/${stories.hostile.id}/notes`, {
      method: 'POST',
      headers: { authorization: 'Bearer responder', 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'from elsewhere' }),
    });
    await page.getByRole('cell', { name: 'from elsewhere' }).waitFor();

    expect(noted.status).toBe(200);
    expect(await page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('half a senten');
    expect(await page.evaluate('document.activeElement.id')).toBe('note-comment');
    await page.close();
  });

  it('says that what it shows is old when the API does not answer', async () => {
    const page = await open(at(stories.righted));

    await page.route('**/incidents/**', (route) => route.abort());

    await page.getByText(/^What you see is as of/).waitFor();
    expect(await page.getByRole('heading', { name: 'Api503 on checkout' }).count()).toBe(1);
    await page.close();
  });

  it('says what is not there', async () => {
    const page = await newPage();

    await page.goto(`${server.url}/console/#t=viewer&/incidents/INC-${'0'.repeat(26)}`);

    await page.getByRole('heading', { name: 'This could not be read' }).waitFor();
    expect(await page.getByRole('alert').filter({ hasText: 'no incident' }).count()).toBe(1);
    await page.close();
  });

  it('asks again without being sent the same again', async () => {
    const page = await open('#t=viewer');

    const again = await page.waitForResponse((one) => one.url().includes('/overview?'));

    expect(again.status()).toBe(304);
    await page.close();
  });

  it.each([
    ['light', undefined],
    ['dark', ['color-contrast']],
  ] as const)('has nothing serious for assistive technology, in %s', async (colorScheme, rules) => {
    const page = await open(at(stories.righted), { colorScheme });
    await page.locator('details:not([id^=chart])').evaluateAll((all) => all.map((one) => one.setAttribute('open', '')));

    expect(await seriousIn(page, rules)).toEqual([]);
    await page.close();
  });

  it('fits a phone without scrolling sideways', async () => {
    for (const hash of ['#t=responder', at(stories.righted), at(stories.hostile)]) {
      const page = await open(hash, PHONE);

      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.viewport.width);
      await page.close();
    }
  });

  it('is worked by keyboard alone', async () => {
    const page = await open(at(stories.righted));
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');

    await page.keyboard.press('Tab');

    expect(await page.evaluate('document.activeElement.id')).toBe('note-comment');
    await page.close();
  });

  it('lets an approver have undone what was done, and no responder', async () => {
    const watching = await open(at(stories.righted));
    const page = await open(at(stories.righted, 'approver'));
    const more = page.locator('summary', { hasText: 'More that you can do' });
    if (await more.isVisible()) await more.click();
    const form = page.getByRole('form', { name: 'Undo what was done' });
    await form.getByRole('textbox').fill('the old release was right');
    await form.getByRole('button').click();
    await page.getByRole('cell', { name: 'the old release was right' }).waitFor();

    expect(await watching.getByRole('form', { name: 'Undo what was done' }).count()).toBe(0);
    const whole = await server.incidents.readWhole(stories.righted.id);
    expect(whole?.timeline.at(-1)).toMatchObject({ kind: 'undo.requested', actor: 'person:the approver' });
    expect(complaints).toEqual([]);
    await Promise.all([page.close(), watching.close()]);
  });
});
