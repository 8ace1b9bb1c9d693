import { expect, it } from 'vitest';
import type { IncidentId } from '../../functions/core/domain/incident.ts';
import { instant, plusSeconds } from '../../functions/core/domain/time.ts';
import type { Silences } from '../../functions/core/ports/silences.ts';
import { anAlert } from '../support/builders.ts';

export interface SilencesSubject {
  readonly silences: Silences;
  readonly now: () => Date;
  /** Fingerprints of the alerts that are silenced now. */
  readonly silenced: () => Promise<readonly string[]> | readonly string[];
  /** Lets time pass. */
  readonly pass: (seconds: number) => void;
}

const OURS: IncidentId = 'INC-01KJQ000000000000000000001';
const OTHERS: IncidentId = 'INC-01KJQ000000000000000000002';
const SLOW = anAlert({ fingerprint: 'aaaaaaaaaaaaaaaa', labels: { alertname: 'Slow', service: 'checkout' } });
const FAILS = anAlert({ fingerprint: 'bbbbbbbbbbbbbbbb', labels: { alertname: 'Fails', service: 'checkout' } });
const ELSEWHERE = anAlert({ fingerprint: 'cccccccccccccccc', labels: { alertname: 'Slow', service: 'ledger' } });

/** What whoever silences alerts promises. */
export const silencesContract = (make: () => Promise<SilencesSubject> | SilencesSubject): void => {
  const inSeconds = (now: () => Date, seconds: number) => plusSeconds(instant(now()), seconds);

  it('silences exactly the alerts that it is given', async () => {
    const { silences, silenced, now } = await make();

    await silences.begin(OURS, [SLOW, FAILS], inSeconds(now, 60));

    expect([...(await silenced())].sort()).toEqual([SLOW.fingerprint, FAILS.fingerprint]);
  });

  it('ends the silences of an incident, and no other', async () => {
    const { silences, silenced, now } = await make();
    await silences.begin(OURS, [SLOW, FAILS], inSeconds(now, 60));
    await silences.begin(OTHERS, [ELSEWHERE], inSeconds(now, 60));

    expect(await silences.end(OURS)).toBe(2);

    expect(await silenced()).toEqual([ELSEWHERE.fingerprint]);
    expect(await silences.end(OURS)).toBe(0);
  });

  it('silences nobody any more when its time is over, whether or not it was ended', async () => {
    const { silences, silenced, now, pass } = await make();
    await silences.begin(OURS, [SLOW], inSeconds(now, 60));

    pass(61);

    expect(await silenced()).toEqual([]);
    expect(await silences.end(OURS)).toBe(0);
  });
};
