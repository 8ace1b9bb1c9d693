import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PostmortemView } from '../../../../functions/core/contracts/postmortem.ts';
import type { WholeIncident } from '../../../../functions/core/domain/incident.ts';
import { escapeMarkdown, inlineCode } from '../../../../functions/core/domain/markdown.ts';
import { postmortemOf } from '../../../../functions/core/domain/postmortem.ts';
import { postmortemMarkdown } from '../../../../functions/core/domain/postmortem-markdown.ts';
import { CHAIN_START, type TimelineEntry } from '../../../../functions/core/domain/timeline.ts';
import { aDiagnosis, anAction, anAlert, anIncident, aVerification } from '../../../support/builders.ts';

const anEntry = (part: Partial<TimelineEntry>): TimelineEntry => ({
  seq: 1,
  at: '2026-03-02T10:00:00.000Z',
  kind: 'incident.opened',
  actor: 'intake',
  text: 'DatabaseTimeout fired for checkout.',
  status: 'open',
  data: {},
  previous: CHAIN_START,
  hash: CHAIN_START,
  ...part,
});

const aRecord = (part: Partial<WholeIncident> = {}): WholeIncident => ({
  incident: anIncident({ status: 'closed', endedFor: 'recovery_measured' }),
  alerts: [anAlert({ status: 'resolved', endsAt: '2026-03-02T10:00:40.000Z' })],
  diagnoses: [aDiagnosis()],
  plans: [],
  approvals: [],
  actions: [anAction({ result: 'done' })],
  verifications: [aVerification()],
  timeline: [
    anEntry({}),
    anEntry({ seq: 2, kind: 'incident.closed', actor: 'close', text: 'Closed: the recovery was measured.' }),
  ],
  ...part,
});

describe('a postmortem', () => {
  it('tells from the record what happened, how long it lasted and what was measured', () => {
    const postmortem = postmortemOf(aRecord(), []);

    expect(postmortem.impact).toMatchObject({
      from: '2026-03-02T09:59:30.000Z',
      to: '2026-03-02T10:00:20.000Z',
      seconds: 50,
      alerts: [{ name: 'DatabaseTimeout', service: 'checkout', count: 1 }],
    });
    expect(postmortem.cause).toMatchObject({ outcome: 'explained', evidence: [{ verdict: 'for', value: 5 }] });
    expect(postmortem.summary).toContain('It lasted 50 s.');
    expect(postmortem.summary).toContain('Closed: the recovery was measured.');
    expect(PostmortemView.parse(JSON.parse(JSON.stringify(postmortem)))).toBeDefined();
  });

  it('claims no end that is not on record', () => {
    const { impact, summary } = postmortemOf(
      aRecord({
        alerts: [anAlert()],
        verifications: [aVerification({ outcome: 'ineffective' })],
        timeline: [anEntry({})],
      }),
      [],
    );

    expect(impact.to).toBeUndefined();
    expect(impact.seconds).toBeUndefined();
    expect(summary).toContain('It has not ended.');
  });

  it('asks what the record leaves open', () => {
    const { openQuestions } = postmortemOf(
      aRecord({
        actions: [anAction()],
        verifications: [aVerification({ outcome: 'inconclusive' })],
        incident: anIncident({ status: 'escalated', endedFor: 'recovery_unmeasured' }),
      }),
      [],
    );

    expect(openQuestions).toEqual([
      'Did the service recover? The last verification was inconclusive.',
      `Did terminate-idle-sessions take effect on ${anAction().target}? Its end was never recorded.`,
    ]);
  });

  it('tells what was refused with its reason', () => {
    const denied = anEntry({ seq: 2, kind: 'plan.denied', reason: 'brake_engaged', text: 'May not terminate.' });

    expect(postmortemOf(aRecord({ timeline: [anEntry({}), denied] }), []).refused).toEqual([
      { at: denied.at, reason: 'brake_engaged', text: 'May not terminate.' },
    ]);
  });

  it('names earlier incidents, never itself', () => {
    const { incident } = aRecord();
    const earlier = anIncident({ id: 'INC-01KJQ000000000000000000000', status: 'closed' });

    expect(postmortemOf(aRecord(), [incident, earlier]).similar.map(({ id }) => id)).toEqual([earlier.id]);
  });
});

describe('its Markdown', () => {
  it('has every chapter, also of an empty record', () => {
    const text = postmortemMarkdown(
      postmortemOf(aRecord({ alerts: [], diagnoses: [], actions: [], verifications: [], timeline: [] }), []),
    );

    expect(text.match(/^## .+$/gm)).toEqual([
      '## Summary',
      '## Impact',
      '## Cause',
      '## What was done',
      '## What was measured',
      '## What was refused',
      '## Timeline',
      '## Similar incidents',
      '## Open questions',
    ]);
    expect(text).toContain('Nothing was changed.');
  });

  it('shows hostile alert text as it is: no link, no image, no heading, no mention', () => {
    const name = '# x\n![a](https://evil.example)<script>@all</script> [b](javascript:1) `c`';
    const text = postmortemMarkdown(postmortemOf(aRecord({ alerts: [anAlert({ name })] }), []));

    expect(text).not.toMatch(/(?<!\\)!\[|(?<!\\)\]\(|(?<!\\)<script|(?<!\\)@all/);
    expect(text.match(/^# /gm)).toHaveLength(1);
  });

  it('lets no text out of its line or its code', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeMarkdown(text)).not.toMatch(/\n|\r/);
        expect(escapeMarkdown(text)).not.toMatch(/(?<!\\)(?:\\\\)*[`*_[\]<>|]/);
        const code = inlineCode(text);
        const fence = /^`*/.exec(code)?.[0] ?? '';
        expect(code === '' || !code.slice(fence.length, -fence.length).includes(fence)).toBe(true);
      }),
    );
  });
});
