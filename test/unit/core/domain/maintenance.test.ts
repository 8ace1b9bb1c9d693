import { describe, expect, it } from 'vitest';
import { type MaintenanceWindow, windowOver } from '../../../../functions/core/domain/maintenance.ts';

const at = (seconds: number): string => new Date(1_800_000_000_000 + seconds * 1000).toISOString();

const aWindow = (part: Partial<MaintenanceWindow> = {}): MaintenanceWindow => ({
  id: 'w1',
  service: 'checkout',
  from: at(0),
  until: at(100),
  reason: 'upgrade',
  by: 'responder',
  ...part,
});

describe('a maintenance window', () => {
  it('covers its service from its start until just before its end', () => {
    const covers = (seconds: number) => windowOver([aWindow()], 'checkout', at(seconds)) !== undefined;

    expect([-1, 0, 99, 100].map(covers)).toEqual([false, true, true, false]);
  });

  it('covers everything when it names no service, alerts without a service too', () => {
    const all = [aWindow({ service: undefined })];

    expect(windowOver(all, 'orders', at(1))).toBeDefined();
    expect(windowOver(all, undefined, at(1))).toBeDefined();
  });

  it('does not cover another service', () => {
    expect(windowOver([aWindow()], 'orders', at(1))).toBeUndefined();
    expect(windowOver([aWindow()], undefined, at(1))).toBeUndefined();
  });

  it('answers the one that ends last', () => {
    const windows = [aWindow(), aWindow({ id: 'w2', until: at(200) })];

    expect(windowOver(windows, 'checkout', at(1))?.id).toBe('w2');
  });
});
