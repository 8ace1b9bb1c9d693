import { describe, expect, it } from 'vitest';
import { examine } from '../../../../functions/core/domain/engine/examine.ts';
import type { OperationCall, TraceSummary } from '../../../../functions/core/domain/engine/telemetry.ts';
import { aTelemetry } from '../../../support/telemetry.ts';

const span = (parts: Partial<OperationCall>): OperationCall => ({
  caller: 'front',
  callerOperation: 'Get',
  service: 'back',
  operation: 'Get',
  count: 100,
  meanSeconds: 0.01,
  exclusiveSeconds: 0.01,
  ...parts,
});

const summary = (...calls: readonly OperationCall[]): TraceSummary => ({ traces: 100, calls });

describe('traces', () => {
  it('name the callee when the way to it got longer', () => {
    const way = (seconds: number) =>
      span({ caller: '', callerOperation: '', service: 'front', operation: 'Call back', exclusiveSeconds: seconds });
    const there = span({ callerOperation: 'Call back' });

    const found = examine(
      aTelemetry({ traces: { normal: summary(way(0.002), there), now: [summary(way(0.4), there)] } }),
    );

    expect(found.suspects[0]?.service).toBe('back');
    expect(found.suspects[0]?.leads[0]?.line).toBe('slow');
  });

  it('name the service whose operation no longer gets as far as it did', () => {
    const enter = span({});
    const inside = (count: number) => span({ caller: 'back', operation: 'SELECT', count });

    const found = examine(
      aTelemetry({ traces: { normal: summary(enter, inside(100)), now: [summary(enter, inside(2))] } }),
    );

    expect(found.suspects[0]?.service).toBe('back');
    expect(found.suspects[0]?.leads[0]?.line).toBe('failing');
  });
});
