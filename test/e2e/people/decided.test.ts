import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiOf } from '../../support/api.ts';
import { endsWell } from '../../support/as-new.ts';
import { untilAsked, untilEnded } from '../../support/asked-story.ts';
import { BROWSER, startBrowser } from '../../support/browser.ts';
import { jiraOf } from '../../support/jira.ts';
import type { TestOutputs } from '../../support/outputs.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm, trigger } from '../../support/scenario.ts';
import { buttonsOn, slackAt } from '../../support/slack.ts';
import { inMode, underPolicy } from '../../support/under-policy.ts';
import { until } from '../../support/until.ts';

const run = promisify(execFile);

interface Asked {
  readonly id: string;
  readonly planDigest: string;
}

type Approve = (outputs: TestOutputs, asked: Asked) => Promise<void>;

/** The question under the incident's message; the plan is guarded, so a dialog asks first. */
const inSlack: Approve = async ({ slackUrl }, { id }) => {
  const slack = slackAt(slackUrl);
  const ts = await until('the question is in Slack', 60, async () => {
    const story = await slack.storyOf(id);
    return story && 'approve' in buttonsOn(story.root) ? story.root.ts : undefined;
  });
  const press = { ts, action: 'approve', user: 'U0APPROVER' };
  expect(await slack.press(press)).toMatchObject({ outcome: 'asked' });
  expect(await slack.press({ ...press, confirmed: true })).toMatchObject({ outcome: 'told', status: 200 });
};

/** By a link that leads to the incident, as a card of Teams has it; who decides has signed in. */
const inConsole: Approve = async ({ consoleUrl, tokens }, { id }) => {
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(`${consoleUrl}#/incidents/${id}`);
    await page.getByLabel('Token').fill(tokens['approver'] ?? '');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('region', { name: 'May this be done?' }).getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('region', { name: 'What was asked' }).waitFor();
  } finally {
    await browser.close();
  }
};

const byCommand: Approve = async ({ home }, { id, planDigest }) => {
  const env = { ...process.env, SELFRIGHT_HOME: home };
  await run('bin/selfright', ['approve', id, '--plan', planDigest, '--json'], { env });
};

const WAYS: readonly (readonly [via: string, approve: Approve])[] = [
  ['slack', inSlack],
  ...(BROWSER === undefined ? [] : [['console', inConsole] as const]),
  ['cli', byCommand],
];

const outputs = ownStack();

describe('api-503 in mode approve', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it.each(WAYS)('is healed once somebody approved by %s, and its ticket tells all of it', async (via, approve) => {
    await underPolicy(outputs, inMode('approve'), async () => {
      const before = new Set((await apiOf(outputs).incidents()).map(({ id }) => id));
      await trigger(outputs, 'api-503');
      const asked = await untilAsked(outputs, before);
      await approve(outputs, asked);

      const incident = await untilEnded(outputs, asked.id);
      expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
      expect(incident['approvals']).toMatchObject([{ status: 'approved', votes: [{ subject: 'approver', via }] }]);
      const ticket = await until('its ticket is done', 90, async () => {
        const [one, ...more] = await jiraOf(outputs).ticketsOf(asked.id);
        expect(more).toEqual([]);
        return one?.status === 'Done' && one.links.some((title) => title.startsWith('Postmortem')) ? one : undefined;
      });
      expect(ticket.history).toEqual(['To Do', 'In Progress', 'Waiting for approval', 'In Progress', 'Done']);
      expect(ticket.seqs).toEqual([...new Set(ticket.seqs)].toSorted((a, b) => a - b));
    });
  });
});
