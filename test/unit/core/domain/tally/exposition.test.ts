import { describe, expect, it } from 'vitest';
import { countEntries } from '../../../../../functions/core/domain/tally/count-entry.ts';
import { exposition } from '../../../../../functions/core/domain/tally/exposition.ts';
import { COUNTED, READ } from '../../../../../functions/core/domain/tally/metrics.ts';
import type { TimelineEntry } from '../../../../../functions/core/domain/timeline.ts';

const entry = (kind: TimelineEntry['kind'], second: number, part: Partial<TimelineEntry> = {}): TimelineEntry => ({
  ...{
    seq: second + 1,
    at: `2026-03-02T10:00:${String(second).padStart(2, '0')}.000Z`,
    kind,
    actor: 'test',
    text: kind,
  },
  ...{ status: 'open', data: {}, previous: '', hash: '', ...part },
});

const STORY = [
  entry('incident.opened', 1, { reason: 'new_group', data: { receivedAt: '2026-03-02T10:00:00.000Z' } }),
  entry('diagnosis.explained', 3, { status: 'diagnosing', data: { fault: 'api-503' } }),
  entry('plan.denied', 4, { status: 'diagnosing', reason: 'brake_engaged', data: { fault: 'api-503' } }),
  entry('incident.escalated', 5, { status: 'escalated', reason: 'brake_engaged' }),
  entry('incident.acknowledged', 30, { status: 'escalated', actor: 'person:ada' }),
  entry('incident.acknowledged', 31, { status: 'escalated', actor: 'person:rob' }),
  entry('incident.closed', 59, { status: 'closed', reason: 'closed_by_person', actor: 'person:ada' }),
];

const told = (...entries: readonly TimelineEntry[]): readonly string[] =>
  exposition({ ...COUNTED, ...READ }, countEntries(undefined, entries).counts).split('\n');

describe('our own numbers', () => {
  it('tell a story by its reasons and its runbook', () => {
    expect(told(...STORY)).toEqual(
      expect.arrayContaining([
        'selfright_incidents_opened_total{reason="new_group"} 1',
        'selfright_plans_total{decision="denied",runbook="api-503"} 1',
        'selfright_refused_total{reason="brake_engaged"} 1',
        'selfright_incidents_escalated_total{reason="brake_engaged"} 1',
        'selfright_incidents_closed_total{reason="closed_by_person",people="some"} 1',
        'selfright_incidents{status="closed"} 1',
      ]),
    );
  });

  it('measure from when the alert was received, and each milestone once', () => {
    expect(told(...STORY)).toEqual(
      expect.arrayContaining([
        'selfright_time_to_diagnose_seconds_bucket{le="2"} 0',
        'selfright_time_to_diagnose_seconds_bucket{le="5"} 1',
        'selfright_time_to_diagnose_seconds_sum 3',
        'selfright_time_to_acknowledge_seconds_sum 30',
        'selfright_time_to_acknowledge_seconds_count 1',
        'selfright_time_to_close_seconds_bucket{le="+Inf"} 1',
      ]),
    );
  });

  it('leave no incident in a status that it has left', () => {
    expect(told(...STORY).filter((line) => line.startsWith('selfright_incidents{'))).toEqual([
      'selfright_incidents{status="closed"} 1',
    ]);
  });

  it('say that nobody took part where nobody did', () => {
    const lines = told(entry('incident.opened', 0), entry('incident.closed', 9, { reason: 'recovery_measured' }));

    expect(lines).toContain('selfright_incidents_closed_total{reason="recovery_measured",people="none"} 1');
  });

  it('are the same whether a timeline is counted at once or entry by entry', () => {
    let memory: ReturnType<typeof countEntries>['memory'];
    const parts = STORY.flatMap((one) => {
      const counted = countEntries(memory, [one]);
      memory = counted.memory;
      return counted.counts;
    });

    const sum = (name: string) =>
      parts
        .filter(({ metric, part }) => metric === name && part === undefined)
        .reduce((all, { value }) => all + value, 0);
    expect(sum('selfright_incidents')).toBe(1);
    expect(memory).toEqual(countEntries(undefined, STORY).memory);
  });

  it('keep to the format, whatever a label says', () => {
    const metrics = { odd_total: { type: 'counter', help: 'odd', labels: ['source'] } } as const;

    const text = exposition(metrics, [{ metric: 'odd_total', labels: ['a"b\\c\nd'], value: 1 }]);

    expect(text).toBe('# HELP odd_total odd\n# TYPE odd_total counter\nodd_total{source="a\\"b\\\\c\\nd"} 1\n');
  });
});
