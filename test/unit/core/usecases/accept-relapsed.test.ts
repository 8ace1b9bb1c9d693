import { describe, expect, it } from 'vitest';
import { plusSeconds } from '../../../../functions/core/domain/time.ts';
import { makeCloseIncident } from '../../../../functions/core/usecases/close-incident.ts';
import { anAlert, anAlertGroup } from '../../../support/builders.ts';
import { handOver, incidents, NOON, only, other, ready, recover } from './accepting.ts';
import { moved } from './stage.ts';

describe('what fires on after its incident closed', () => {
  const RELAPSE = 30;

  it('is a duplicate within the window, since alerts outlast what they are about', async () => {
    const { stage, notify } = ready();
    await notify();
    await recover(stage);
    stage.clock.advance(RELAPSE);

    expect((await notify()).state).toBe('duplicate');
    expect(incidents(stage)).toHaveLength(1);
  });

  it('has relapsed after the window: it opens a linked incident that works on it anew', async () => {
    const { stage, notify } = ready();
    await notify();
    const first = await recover(stage);
    stage.clock.advance(RELAPSE + 1);

    const accepted = await notify();

    expect(accepted).toMatchObject({ state: 'opened', reason: 'relapsed' });
    expect(incidents(stage)[1]).toMatchObject({ id: accepted.incidentId, linkedTo: first.id, openedFor: 'relapsed' });
    expect(stage.workflow.started).toHaveLength(2);
    expect((await notify()).incidentId).toBe(accepted.incidentId);
  });

  it('has not relapsed by a notification that was sent before and waited in the queue', async () => {
    const { stage, accept, notify } = ready();
    await notify();
    const { closedAt = NOON } = await recover(stage);
    stage.clock.advance(3600);

    expect((await accept(anAlertGroup(), plusSeconds(closedAt, -1))).state).toBe('duplicate');
    expect(incidents(stage)).toHaveLength(1);
  });

  it('opens at once when it is a new firing', async () => {
    const { stage, notify } = ready();
    await notify();
    await recover(stage);

    expect(await notify([anAlert({ startsAt: NOON })])).toMatchObject({ state: 'opened', reason: 'new_group' });
  });

  it('leaves alone what of it belongs to another incident that is open, and does not stand in its way', async () => {
    const { stage, notify } = ready();
    await notify();
    await recover(stage);
    stage.clock.advance(RELAPSE + 1);
    const second = await notify([other()]);

    expect(await notify([anAlert(), other()])).toEqual({ state: 'duplicate', incidentId: second.incidentId });
    expect(incidents(stage)).toHaveLength(2);
  });

  it('does not come back after what was only observed', async () => {
    const { stage, notify } = ready();
    await notify();
    await makeCloseIncident(stage)((await moved(stage, only(stage), 'diagnosing')).id, 1);
    stage.clock.advance(RELAPSE + 1);

    expect((await notify()).state).toBe('duplicate');
  });

  it('needs no policy to be told from a relapse as long as nothing has closed', async () => {
    const { stage, notify } = ready();
    await notify();
    stage.memory.policy = undefined;

    expect((await notify()).state).toBe('duplicate');
  });
});

describe('what fires after its group was handed to people', () => {
  it('opens a linked incident when it is new', async () => {
    const { stage, notify } = ready();
    await notify();
    const first = await handOver(stage);

    const accepted = await notify([anAlert(), other()]);

    expect(accepted).toMatchObject({ state: 'opened', reason: 'after_escalation' });
    expect(incidents(stage)[1]).toMatchObject({ linkedTo: first.id, title: 'Api503 on checkout' });
  });

  it('is a duplicate when it is what they were told of, however long it lasts', async () => {
    const { stage, notify } = ready();
    await notify();
    const first = await handOver(stage);
    stage.clock.advance(86_400);

    expect(await notify()).toEqual({ state: 'duplicate', incidentId: first.id });
  });
});
