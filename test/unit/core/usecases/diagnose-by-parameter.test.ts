import { describe, expect, it } from 'vitest';
import type { Sample } from '../../../../functions/core/domain/verification.ts';
import { aPolicy } from '../../../support/builders.ts';
import { diagnosed } from './diagnosing.ts';
import { aStage, healthy, type Stage } from './stage.ts';

const FAILOVER = { value: 'standby', probeUrl: 'http://127.0.0.1:8085/standby/health' };

/** A policy whose payments can be told whom to ask. */
const policy = () => {
  const { services } = aPolicy();
  return aPolicy({
    services: {
      ...services,
      payments: {
        mode: 'auto',
        calls: [],
        lambda: { functionName: 'storefront-payments', alias: 'live' },
        parameter: { name: '/payments/bank', failover: FAILOVER },
      },
    },
  });
};

const stageAt = (bank: readonly string[] = ['primary']): Stage => {
  const stage = healthy(aStage(policy()));
  stage.metrics.say('dependency_upstream_duration_seconds', 0.4);
  for (const [at, value] of bank.entries()) {
    stage.parameters.set('/payments/bank', value, secondsAgo(stage, at === 0 ? 600 : 20));
  }
  return stage;
};

const secondsAgo = ({ clock }: Stage, seconds: number): string =>
  new Date(clock().getTime() - seconds * 1000).toISOString();

/** Calls to payments fail; `since` so many seconds ago. */
const failing = (stage: Stage, since: number): Stage => {
  const now = stage.clock().getTime() / 1000;
  const samples = Array.from({ length: 31 }, (_, i): Sample => [now - 30 + i, i >= 30 - since ? 0.9 : 0]);
  stage.metrics.say(/dependency_requests_total.*outcome!~"ok\|refused"/, 0.9);
  stage.metrics.draw(/dependency_requests_total.*outcome!~"ok\|refused"/, samples);
  return stage;
};

const best = async (stage: Stage) => {
  const { diagnosis } = await diagnosed(stage);
  return { outcome: diagnosis?.outcome, fault: diagnosis?.outcome === 'explained' ? diagnosis.best.fault : undefined };
};

describe('diagnosing a change of a parameter', () => {
  it('finds the change with which the harm began', async () => {
    expect(await best(failing(stageAt(['primary', 'nobody']), 17))).toEqual({
      outcome: 'explained',
      fault: 'bad-config',
    });
  });

  it.each([
    ['began before the change', failing(stageAt(['primary', 'nobody']), 25)],
    ['began long after the change', failing(stageAt(['primary', 'nobody']), 5)],
    ['goes on without any change', failing(stageAt(), 17)],
  ])('does not blame the parameter for harm that %s', async (_, stage) => {
    expect(await best(stage)).toMatchObject({ outcome: 'inconclusive' });
  });
});

describe('diagnosing somebody slow behind a dependency', () => {
  const slow = (stage: Stage): Stage => {
    stage.metrics.say(/dependency_upstream_duration_seconds.*histogram_quantile/, 20);
    stage.metrics.say(/dependency_upstream_duration_seconds.*dependency_request_duration_seconds/, 0.95);
    return stage;
  };

  it('finds it while another one stands ready', async () => {
    expect(await best(slow(stageAt()))).toEqual({ outcome: 'explained', fault: 'slow-dependency' });
  });

  it('leaves it to people when that one is asked already', async () => {
    expect(await best(slow(stageAt(['primary', 'standby'])))).toMatchObject({ outcome: 'inconclusive' });
  });

  it('leaves it to people when that one does not answer', async () => {
    const stage = slow(stageAt());
    stage.probe.answers({ ok: false, error: 'ECONNREFUSED' });

    expect(await best(stage)).toMatchObject({ outcome: 'inconclusive' });
  });
});
