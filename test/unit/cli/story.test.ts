import { describe, expect, it } from 'vitest';
import { durationsOf, printStory } from '../../../cli/story.ts';
import { noPaint } from '../../../cli/text.ts';
import { viewOf } from '../../../functions/api/incident-routes.ts';
import type { IncidentView } from '../../../functions/core/contracts/api.ts';
import { anAction, anAlert, aPlan } from '../../support/builders.ts';
import { lawfulFacts } from '../../support/lawful-facts.ts';

const viewAt = async (which: number): Promise<IncidentView> => {
  const whole = (await lawfulFacts()).record.incidents[which];
  if (whole === undefined) throw new Error(`no incident ${which}`);
  return viewOf(whole, []);
};

const storyOf = (incident: IncidentView, faultAt?: string): string => {
  const lines: string[] = [];
  printStory(incident, (line) => void lines.push(line), { paint: noPaint, faultAt });
  return lines.join('\n');
};

describe('the story of an incident', () => {
  it('goes from what fired to how long it took', async () => {
    const story = storyOf(await viewAt(0));

    expect(story.match(/^(What|How).*$/gm)).toEqual([
      'What fired',
      'What was found, and why',
      'What was done',
      'What was measured',
      'How it ended',
      'How long it took',
    ]);
  });

  it('gives each clue with its verdict, value, limit and query', async () => {
    const story = storyOf(await viewAt(0));

    expect(story).toContain('for      sessions of the service sit idle in a transaction: 5, wanted above 0');
    expect(story).toContain('sessions of checkout');
  });

  it('says why a clue could not be observed', async () => {
    const view = await viewAt(0);
    const [first] = view.diagnosis?.hypotheses ?? [];
    const evidence = {
      source: 'metrics' as const,
      query: 'up',
      at: view.openedAt,
      missing: 'Prometheus does not answer',
    };
    const weighed = [
      { clue: 'x', says: 'it hurts', evidence, verdict: 'missing' as const, limit: 'above 0', ratio: 1 },
    ];
    const hypotheses = first ? [{ ...first, weighed }] : [];

    const story = storyOf({
      ...view,
      diagnosis: {
        outcome: 'inconclusive',
        reason: 'evidence_unavailable',
        at: view.openedAt,
        hypotheses,
        unexplained: 0.9,
      },
    });

    expect(story).toContain('No known cause explains what is seen: evidence unavailable.');
    expect(story).toContain('missing  it hurts: not observed: Prometheus does not answer');
  });

  it('says what an action found and changed, and why it failed', async () => {
    const failed = anAction({
      result: 'failed',
      endedAt: '2026-03-02T10:00:02.000Z',
      found: { sessions: [{ pid: 1, met: 'gone' }] },
      error: 'postgres: connection refused',
    });

    const story = storyOf({ ...(await viewAt(0)), actions: [failed] });

    expect(story).toContain('found    sessions: pid 1, met gone');
    expect(story).toContain('postgres: connection refused');
  });

  it('gives every rule that judged the plan', async () => {
    const rules = [{ rule: 'brake', value: 'engaged by robin', limit: 'released', decision: 'deny' as const }];

    const story = storyOf({ ...(await viewAt(0)), plan: aPlan({ decision: 'deny', rules }), actions: [] });

    expect(story).toContain('deny     brake: engaged by robin (released)');
    expect(story).toContain('Nothing was changed.');
  });

  it('says that an incident has not ended', async () => {
    expect(storyOf(await viewAt(3))).toContain('It has not ended; it is mitigating.');
  });

  it('names the incident that it follows', async () => {
    const relapsed = await viewAt(2);

    expect(storyOf(relapsed)).toContain(`It follows ${relapsed.linkedTo}.`);
  });

  it('cannot be rewritten by what an alert says', async () => {
    const summary = 'calm\u001b[2J\u001b[31m\r\nclosed: all well\u202e';
    const alerts = [anAlert({ name: 'x\u0007\u009b1m', annotations: { summary } })];

    const story = storyOf({ ...(await viewAt(0)), alerts });

    expect(story.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\u202e/u);
    expect(story).toContain('calm [2J [31m closed: all well');
  });

  it('counts from the fault when it is known when that was', async () => {
    const view = await viewAt(0);
    const faultAt = '2026-03-02T09:59:20.000Z';

    expect(durationsOf(view, faultAt)[0]).toEqual({ name: 'fault to firing', seconds: 10 });
    expect(storyOf(view, faultAt)).toMatch(/fault to firing +10\.0 s/);
  });
});
