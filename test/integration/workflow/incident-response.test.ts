import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deployScriptedWorkflow, type Script } from '../../support/scripted-workflow.ts';

let workflow: Awaited<ReturnType<typeof deployScriptedWorkflow>>;

beforeAll(async () => {
  workflow = await deployScriptedWorkflow(`scripted-workflow-${process.pid}`);
});

afterAll(() => workflow?.destroy());

const TO_THE_PLAN = ['Begin', 'Diagnose', 'Branch on the diagnosis', 'Plan mitigation', 'Branch on the plan'];
const ASKED = [...TO_THE_PLAN, 'Request approval', 'Branch on the approval'];
const ONE_ACTION = ['Run actions', 'Branch on the action'];
const ONE_LOOK = ['Settle', 'Verify recovery', 'Branch on the recovery'];
const UNSETTLED = ['Diagnose', 'Branch on the diagnosis', 'Wait for calm'];
const BACK = ['Roll back', 'Branch on the rollback'];
const TO_THE_END = [...TO_THE_PLAN, ...ONE_ACTION, ...ONE_LOOK];

/** A script in which all goes well; a scenario says what goes otherwise. */
const aScript = (otherwise: Script = {}): Script => ({
  diagnose: 'explained',
  plan: 'allow',
  act: ['done'],
  verify: ['verified'],
  rollBack: 'rolled_back',
  close: 'closed',
  escalate: 'escalated',
  ...otherwise,
});

describe.concurrent('the workflow', () => {
  const scenarios: readonly (readonly [string, Script, readonly string[]])[] = [
    ['closes what it righted', {}, [...TO_THE_END, 'Close']],
    ['escalates what it cannot explain', { diagnose: 'inconclusive' }, [...TO_THE_PLAN.slice(0, 3), 'Escalate']],
    [
      'waits for calm, and ends when the trouble righted itself',
      { diagnose: ['unsettled', 'unsettled', 'over'] },
      ['Begin', ...UNSETTLED, ...UNSETTLED, ...TO_THE_PLAN.slice(1, 3), 'Righted itself'],
    ],
    [
      'acts on what has stopped flapping and fires on',
      { diagnose: ['unsettled', 'explained'] },
      ['Begin', ...UNSETTLED, ...TO_THE_END.slice(1), 'Close'],
    ],
    [
      'looks again at what became unsettled while it was planned for',
      { diagnose: ['explained', 'over'], plan: ['unsettled'] },
      [...TO_THE_PLAN, ...TO_THE_PLAN.slice(1, 3), 'Righted itself'],
    ],
    ['only records a service that it observes', { plan: 'observe' }, [...TO_THE_PLAN, 'Close']],
    ['runs what people approved', { plan: 'ask', ask: 'approved' }, [...ASKED, ...TO_THE_END.slice(5), 'Close']],
    ['escalates what people denied', { plan: 'ask', ask: 'denied' }, [...ASKED, 'Escalate']],
    ['escalates what nobody decided', { plan: 'ask', ask: 'expired' }, [...ASKED, 'Escalate']],
    [
      'ends when the trouble righted itself while people were asked',
      { diagnose: ['explained', 'over'], plan: 'ask', ask: 'withdrawn' },
      [...ASKED, ...TO_THE_PLAN.slice(1, 3), 'Righted itself'],
    ],
    ['ends when the question is superseded', { plan: 'ask', ask: 'superseded' }, [...ASKED, 'Superseded']],
    [
      'plans anew when what was approved is not as planned any more',
      { plan: ['ask', 'deny'], ask: 'approved', act: ['drifted'] },
      [...ASKED, ...ONE_ACTION, ...TO_THE_PLAN.slice(3), 'Escalate'],
    ],
    ['escalates a plan that is denied', { plan: 'deny' }, [...TO_THE_PLAN, 'Escalate']],
    ['escalates a cause without a runbook', { plan: 'no_runbook' }, [...TO_THE_PLAN, 'Escalate']],
    [
      'runs every step of a plan, one at a time',
      { steps: 3, act: ['done', 'skipped', 'done'] },
      [...TO_THE_PLAN, ...ONE_ACTION, ...ONE_ACTION, ...ONE_ACTION, ...ONE_LOOK, 'Close'],
    ],
    [
      'takes back what was done when a step fails, and plans anew',
      { plan: ['allow', 'deny'], steps: 3, act: ['done', 'failed'] },
      [...TO_THE_PLAN, ...ONE_ACTION, ...ONE_ACTION, ...BACK, ...TO_THE_PLAN.slice(3), 'Escalate'],
    ],
    [
      'tries the next rung when the first did not help, and closes when that one does',
      { plan: ['allow', 'allow'], tries: ['ineffective', 'verified'] },
      [...TO_THE_END, ...BACK, ...TO_THE_PLAN.slice(3), ...ONE_ACTION, ...ONE_LOOK, 'Close'],
    ],
    [
      'looks for another cause when the ladder is at its end',
      { diagnose: ['explained', 'inconclusive'], plan: ['allow', 'exhausted'], verify: ['ineffective'] },
      [...TO_THE_END, ...BACK, ...TO_THE_PLAN.slice(3), ...TO_THE_PLAN.slice(1, 3), 'Escalate'],
    ],
    [
      'plans anew when the target is not as planned',
      { plan: ['allow', 'deny'], act: ['drifted'] },
      [...TO_THE_PLAN, ...ONE_ACTION, ...TO_THE_PLAN.slice(3), 'Escalate'],
    ],
    ['stops when nobody knows what a step did', { act: ['unknown'] }, [...TO_THE_PLAN, ...ONE_ACTION, 'Escalate']],
    [
      'stops when taking back fails',
      { verify: ['ineffective'], rollBack: 'failed' },
      [...TO_THE_END, ...BACK, 'Escalate'],
    ],
    ['escalates what the gate refuses', { act: ['refused'] }, [...TO_THE_PLAN, ...ONE_ACTION, 'Escalate']],
    [
      'looks again while the recovery is being measured',
      { verify: ['measuring', 'measuring', 'verified'] },
      [...TO_THE_PLAN, ...ONE_ACTION, ...ONE_LOOK, ...ONE_LOOK, ...ONE_LOOK, 'Close'],
    ],
    [
      'takes back what did not help',
      { plan: ['allow', 'deny'], verify: ['ineffective'] },
      [...TO_THE_END, ...BACK, ...TO_THE_PLAN.slice(3), 'Escalate'],
    ],
    [
      'takes back what made it worse',
      { plan: ['allow', 'deny'], verify: ['measuring', 'worse'] },
      [...TO_THE_END, ...ONE_LOOK, ...BACK, ...TO_THE_PLAN.slice(3), 'Escalate'],
    ],
    [
      'takes back what it cannot measure',
      { plan: ['allow', 'deny'], verify: ['inconclusive'] },
      [...TO_THE_END, ...BACK, ...TO_THE_PLAN.slice(3), 'Escalate'],
    ],
    ['ends when the diagnosis is superseded', { diagnose: 'superseded' }, [...TO_THE_PLAN.slice(0, 3), 'Superseded']],
    ['ends when the plan is superseded', { plan: 'superseded' }, [...TO_THE_PLAN, 'Superseded']],
    [
      'takes back what was under way when an action is superseded',
      { act: ['superseded'] },
      [...TO_THE_PLAN, ...ONE_ACTION, ...BACK, 'Undone'],
    ],
    [
      'ends when the taking back is superseded',
      { act: ['superseded'], rollBack: 'superseded' },
      [...TO_THE_PLAN, ...ONE_ACTION, ...BACK, 'Superseded'],
    ],
    ['ends when the recovery is superseded', { verify: ['superseded'] }, [...TO_THE_END, 'Superseded']],
    ['ends when the closing is superseded', { close: 'superseded' }, [...TO_THE_END, 'Close']],
    [
      'ends when the escalation is superseded',
      { diagnose: 'inconclusive', escalate: 'superseded' },
      [...TO_THE_PLAN.slice(0, 3), 'Escalate'],
    ],
  ];

  it.each(scenarios)('%s', async (_rule, otherwise, states) => {
    const run = await workflow.play(aScript(otherwise));

    expect(run.entered).toEqual(states);
    expect(run.status).toBe('SUCCEEDED');
    expect(run.lastInput).not.toHaveProperty('reason');
  });

  const crashes: readonly (readonly [string, Script, readonly string[]])[] = [
    ['the diagnosis', { diagnose: 'crash' }, ['Begin', 'Diagnose', 'Escalate']],
    ['the plan', { plan: 'crash' }, [...TO_THE_PLAN.slice(0, 4), 'Escalate']],
    ['an action', { act: ['crash'] }, [...TO_THE_PLAN, 'Run actions', 'Escalate']],
    [
      'a look at the recovery',
      { verify: ['crash'] },
      [...TO_THE_PLAN, ...ONE_ACTION, ...ONE_LOOK.slice(0, 2), 'Escalate'],
    ],
    ['a diagnosis without an answer', { diagnose: 'mute' }, ['Begin', 'Diagnose', 'Escalate']],
    ['a plan without an answer', { plan: 'mute' }, [...TO_THE_PLAN.slice(0, 4), 'Escalate']],
    ['the closing', { close: 'crash' }, [...TO_THE_END, 'Close', 'Escalate']],
  ];

  it.each(crashes)('escalates when %s crashes again and again', async (_what, otherwise, states) => {
    const run = await workflow.play(aScript(otherwise));

    expect(run.entered).toEqual(states);
    expect(run.status).toBe('SUCCEEDED');
    expect(run.lastInput).toMatchObject({ attempt: 1, reason: 'step_crashed' });
  });

  const unknown: readonly (readonly [string, Script, readonly string[]])[] = [
    ['a diagnosis', { diagnose: 'perhaps' }, TO_THE_PLAN.slice(0, 3)],
    ['a plan', { plan: 'perhaps' }, TO_THE_PLAN],
    ['an allowed plan without steps', { steps: 0 }, TO_THE_PLAN],
    ['an allowed plan of more steps than anybody plans', { steps: 51 }, TO_THE_PLAN],
    ['a plan without steps that people are to allow', { plan: 'ask', steps: 0 }, TO_THE_PLAN],
    ['a decision', { plan: 'ask', ask: 'perhaps' }, ASKED],
    ['an action', { act: ['perhaps'] }, [...TO_THE_PLAN, ...ONE_ACTION]],
    ['a look', { verify: ['perhaps'] }, TO_THE_END],
  ];

  it.each(unknown)('escalates %s that it does not understand', async (_what, otherwise, states) => {
    const run = await workflow.play(aScript(otherwise));

    expect(run.entered).toEqual([...states, 'Escalate']);
    expect(run.lastInput).toMatchObject({ attempt: 1, reason: 'step_crashed' });
  });

  it('fails when even the escalation crashes, so that the rule on executions takes over', async () => {
    const run = await workflow.play(aScript({ diagnose: 'inconclusive', escalate: 'crash' }));

    expect(run.entered.at(-1)).toBe('Escalate');
    expect(run.status).toBe('FAILED');
  });

  it('only takes back when a person asks for that', async () => {
    const run = await workflow.play(aScript(), { undo: true });

    expect(run.entered).toEqual(['Begin', ...BACK, 'Undone']);
  });

  it('comes to an end although every plan drifts', async () => {
    const run = await workflow.play(aScript({ act: ['drifted'] }));

    expect(run.entered.filter((state) => state === 'Plan mitigation')).toHaveLength(20);
    expect(run.entered.at(-1)).toBe('Escalate');
  });

  it('gives up a recovery that is still being measured after two hundred looks', async () => {
    const run = await workflow.play(aScript({ verify: ['measuring'] }));

    expect(run.entered.filter((state) => state === 'Verify recovery')).toHaveLength(200);
    expect(run.entered.at(-1)).toBe('Escalate');
    expect(run.lastInput).toMatchObject({ attempt: 1, reason: 'recovery_unmeasured' });
  });

  it('carries ids, counts and outcomes between its states and nothing else', async () => {
    const run = await workflow.play(aScript({ steps: 3 }));

    expect(Object.keys(Object(run.output)).sort()).toEqual(['attempt', 'incidentId', 'outcome']);
    expect(run.longestPayload).toBeLessThan(1000);
  });
});
