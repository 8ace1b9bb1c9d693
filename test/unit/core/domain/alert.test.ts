import { describe, expect, it } from 'vitest';
import { callsForIncident, episodeOf } from '../../../../functions/core/domain/alert.ts';
import { anAlert, anAlertGroup } from '../../../support/builders.ts';

describe('an alert', () => {
  it('calls for an incident', () => {
    expect(callsForIncident(anAlert())).toBe(true);
  });

  it('calls for one even without a severity, a service or a name', () => {
    expect(callsForIncident(anAlert({ severity: undefined, service: undefined, name: '', labels: {} }))).toBe(true);
  });

  it('that is a heartbeat by its label calls for none, whatever it is called', () => {
    const labels = { selfright_heartbeat: 'true', severity: 'critical' };

    expect(callsForIncident(anAlert({ name: 'Anything', labels }))).toBe('heartbeat');
  });

  it('that is only called Watchdog calls for one', () => {
    expect(callsForIncident(anAlert({ name: 'Watchdog', labels: { alertname: 'Watchdog' } }))).toBe(true);
  });

  it('of severity none calls for none', () => {
    expect(callsForIncident(anAlert({ severity: 'none' }))).toBe('severity_none');
  });

  it('is told from its next firing by startsAt alone', () => {
    const group = anAlertGroup();
    const first = episodeOf(group, anAlert());
    const again = episodeOf(group, anAlert({ startsAt: '2026-03-02T11:00:00.000Z' }));

    expect({ ...again, startsAt: first.startsAt }).toEqual(first);
    expect(again).not.toEqual(first);
  });
});
