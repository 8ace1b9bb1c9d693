import { describe, expect, it } from 'vitest';
import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { secondsBetween } from '../../../../functions/core/domain/time.ts';
import type { Sample } from '../../../../functions/core/domain/verification.ts';
import { makeVerifyRecovery } from '../../../../functions/core/usecases/verify-recovery.ts';
import { anAction, aPlan, aPolicy } from '../../../support/builders.ts';
import { steadily } from '../../../support/fakes/metrics.ts';
import { allowed, aStage, commit, kindsOf, moved, type Stage, wholeOf } from './stage.ts';

/** The action ended as the clock of the stage starts. */
const ENDED = '2026-03-02T10:00:00.000Z';

const acted = async (stage: Stage, plan = aPlan(), endedAt = ENDED) => {
  const incident = await allowed(stage, plan);
  return commit(stage, incident, { action: anAction({ result: 'done', endedAt }) });
};

const ready = async (plan = aPlan()) => {
  const stage = aStage();
  const incident = await acted(stage, plan);
  stage.metrics.draw(/./, steadily(0));
  return { stage, incident, verify: makeVerifyRecovery(stage) };
};

/** Looks as the machine does: again after each rest, until there is an outcome. */
const looksUntilDecided = async ({ stage, incident, verify }: Awaited<ReturnType<typeof ready>>) => {
  const rests: number[] = [];
  for (let looks = 0; looks < 200; looks += 1) {
    const answer = await verify(incident.id, 1, looks);
    expect(answer.looks).toBe(looks + 1);
    if (answer.outcome !== 'measuring')
      return { outcome: answer.outcome, rests, whole: await wholeOf(stage, incident) };
    rests.push(answer.settleSeconds);
    stage.clock.advance(answer.settleSeconds);
  }
  throw new Error('it never came to an end');
};

const took = (stage: Stage): number => secondsBetween(ENDED, stage.clock().toISOString());

describe('verifying', () => {
  it('is verified once every condition has held over its window and the service answers', async () => {
    const all = await ready();
    all.stage.clock.advance(2);

    const { outcome, whole } = await looksUntilDecided(all);

    expect(outcome).toBe('verified');
    expect(took(all.stage)).toBe(5);
    expect(whole.incident.status).toBe('resolved');
    expect(whole.verifications).toMatchObject([
      { outcome: 'verified', since: ENDED, measurements: [{ verdict: 'held', heldSeconds: 5 }], probe: { ok: true } },
    ]);
    expect(whole.timeline.at(-1)).toMatchObject({ kind: 'verification.verified', reason: 'recovery_measured' });
  });

  it('begins once, however often it looks', async () => {
    const { whole } = await looksUntilDecided(await ready());

    expect(kindsOf(whole).filter((kind) => kind === 'verification.started')).toHaveLength(1);
  });

  it('rests whole seconds, no longer than the window still needs', async () => {
    const { rests } = await looksUntilDecided(await ready());

    expect(rests).toEqual([2, 2, 1]);
  });

  it('looks right after a sample, so that the one that suffices is soon seen, however coarse they are and whatever a look takes', async () => {
    const stage = aStage(
      aPolicy({ timings: { ...aPolicy().timings, step: 10, lookEvery: 10, hold: 60, giveUp: 300 } }),
    );
    const incident = await acted(
      stage,
      aPlan({ recoveredWhen: aPlan().recoveredWhen.map((one) => ({ ...one, holdSeconds: 60 })) }),
    );
    stage.metrics.draw(/./, steadily(0));
    const verify = makeVerifyRecovery(stage);
    stage.clock.advance(15.4);

    for (let looks = 0; ; looks += 1) {
      const { outcome, settleSeconds } = await verify(incident.id, 1, looks);
      if (outcome !== 'measuring') break;
      stage.clock.advance(settleSeconds + 0.7);
    }

    expect(took(stage)).toBeGreaterThanOrEqual(60);
    expect(took(stage)).toBeLessThan(62);
  });

  it('starts the window anew after a relapse in the middle of it', async () => {
    const all = await ready();
    const blip = Date.parse(ENDED) / 1000 + 3;
    all.stage.metrics.draw(/./, (from, to, step) =>
      steadily(0)(from, to, step).map(([at]): Sample => [at, at === blip ? 1 : 0]),
    );

    expect((await looksUntilDecided(all)).outcome).toBe('verified');
    expect(took(all.stage)).toBeGreaterThanOrEqual(9);
  });

  it('does not count what was measured before the action ended', async () => {
    const all = await ready();
    const since = Date.parse(ENDED) / 1000;
    all.stage.metrics.draw(/./, (_, to) => steadily(0)(new Date((since - 60) * 1000), to, 1));

    const { whole } = await looksUntilDecided(all);

    expect(took(all.stage)).toBeGreaterThanOrEqual(5);
    expect(whole.verifications[0]?.measurements[0]?.samples.every(([at]) => at >= since)).toBe(true);
  });

  it('counts from the end of the action that ended last', async () => {
    const { stage, incident, verify } = await ready();
    const later = '2026-03-02T10:00:20.000Z';
    await commit(stage, incident, {
      action: anAction({ key: 'a/first-in-the-alphabet', result: 'done', endedAt: later }),
    });
    await commit(stage, (await wholeOf(stage, incident)).incident, {
      action: anAction({ key: 'z/last-in-the-alphabet', result: 'done', endedAt: ENDED }),
    });
    stage.clock.set('2026-03-02T10:00:22.000Z');

    expect((await verify(incident.id, 1, 0)).outcome).toBe('measuring');
  });

  it('asks the service itself at the planned address, and only when the measurements are good', async () => {
    const all = await ready();
    await looksUntilDecided(all);

    expect(all.stage.probe.asked).toEqual(['http://127.0.0.1:8080/checkout/probe']);
  });
});

describe('a recovery that is not there', () => {
  it('is ineffective when the numbers stay bad', async () => {
    const all = await ready();
    all.stage.metrics.draw(/./, steadily(3));

    const { outcome, whole } = await looksUntilDecided(all);

    expect(outcome).toBe('ineffective');
    expect(took(all.stage)).toBeLessThanOrEqual(32);
    expect(whole.incident.status).toBe('verifying');
    expect(whole.timeline.at(-1)).toMatchObject({ kind: 'verification.ineffective', reason: 'recovery_not_seen' });
  });

  it('is ineffective when the numbers are good and the service does not answer', async () => {
    const all = await ready();
    all.stage.probe.answers({ ok: false, status: 503 });

    const { outcome, whole } = await looksUntilDecided(all);

    expect(outcome).toBe('ineffective');
    expect(whole.timeline.at(-1)).toMatchObject({ reason: 'probe_failed' });
    expect(whole.timeline.at(-1)?.text).toContain('checkout itself does not answer (503)');
  });

  it('is verified when the service comes back in time', async () => {
    const all = await ready();
    all.stage.probe.answers({ ok: false, error: 'ECONNREFUSED' });
    all.stage.clock.advance(10);
    expect((await all.verify(all.incident.id, 1, 0)).outcome).toBe('measuring');
    all.stage.probe.answers({ ok: true, status: 200 });

    expect((await all.verify(all.incident.id, 1, 1)).outcome).toBe('verified');
  });

  it.each([
    ['there are no samples', () => []],
    ['Prometheus does not answer', new DependencyUnavailable('prometheus', 'no answer within 4000 ms')],
    ['the samples end with the service', (from: Date) => steadily(0)(from, new Date(from.getTime() + 4000), 1)],
    ['they are no numbers', steadily(Number.NaN)],
  ])('is inconclusive, never verified, when %s', async (_, drawn) => {
    const all = await ready();
    all.stage.metrics.draw(/./, drawn);

    const { outcome, whole } = await looksUntilDecided(all);

    expect(outcome).toBe('inconclusive');
    expect(whole.timeline.at(-1)).toMatchObject({ kind: 'verification.inconclusive', reason: 'recovery_unmeasured' });
    expect(JSON.parse(JSON.stringify(whole.verifications))).toEqual(whole.verifications);
  });

  it('comes to an end even when the numbers keep going up and down', async () => {
    const all = await ready();
    all.stage.metrics.draw(/./, (from, to, step) =>
      steadily(0)(from, to, step).map(([at]): Sample => [at, at % 4 === 0 ? 1 : 0]),
    );

    expect((await looksUntilDecided(all)).outcome).toBe('ineffective');
    expect(took(all.stage)).toBeLessThanOrEqual(37);
  });

  it('is not there when only one of two conditions holds', async () => {
    const [first] = aPlan().recoveredWhen;
    const conditions = [first, first && { ...first, query: 'server_errors' }].filter((one) => one !== undefined);
    const all = await ready(aPlan({ recoveredWhen: conditions }));
    all.stage.metrics.draw('server_errors', steadily(0.5));

    expect((await looksUntilDecided(all)).outcome).toBe('ineffective');
  });
});

describe('verifying again', () => {
  it('after a crash behind the last write answers what was written', async () => {
    const all = await ready();
    await looksUntilDecided(all);

    expect((await all.verify(all.incident.id, 1, 9)).outcome).toBe('verified');
    expect((await wholeOf(all.stage, all.incident)).verifications).toHaveLength(1);
  });

  it('after a crash behind an unhappy outcome looks once more', async () => {
    const all = await ready();
    all.stage.metrics.draw(/./, steadily(3));
    await looksUntilDecided(all);

    expect((await all.verify(all.incident.id, 1, 9)).outcome).toBe('ineffective');
  });
});

describe('verifying what is no longer its own', () => {
  it('is superseded when it was handed over', async () => {
    const { stage, incident, verify } = await ready();
    await moved(stage, incident, 'escalated');

    expect((await verify(incident.id, 1, 0)).outcome).toBe('superseded');
  });

  it('is superseded when it was handed over while it was measured', async () => {
    const { stage, incident, verify } = await ready();
    stage.clock.advance(10);
    stage.metrics.draw(/./, steadily(0));
    const over = stage.metrics.over;
    stage.metrics.over = async (...asked) => {
      stage.metrics.over = over;
      const now = await stage.store.read(incident.id);
      if (now?.status === 'verifying') await commit(stage, now, { to: 'escalated' });
      return over(...asked);
    };

    expect((await verify(incident.id, 1, 0)).outcome).toBe('superseded');
    expect((await wholeOf(stage, incident)).verifications).toEqual([]);
  });

  it('is superseded for another attempt, and when it resolved without being measured', async () => {
    const { stage, incident, verify } = await ready();
    expect((await verify(incident.id, 2, 0)).outcome).toBe('superseded');
    await moved(stage, incident, 'verifying', 'resolved');

    expect((await verify(incident.id, 1, 0)).outcome).toBe('superseded');
  });

  it('fails rather than walk away when no action has ended', async () => {
    const stage = aStage();
    const incident = await allowed(stage);

    await expect(makeVerifyRecovery(stage)(incident.id, 1, 0)).rejects.toThrow('no ended action');
  });
});
