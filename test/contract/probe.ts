import { expect, it } from 'vitest';
import type { Probe } from '../../functions/core/ports/probe.ts';

/** A probe, and a service that answers with a given status, or not at all. */
export interface ProbeSubject {
  readonly probe: Probe;
  readonly serviceThat: (answers: number | 'nothing') => Promise<string> | string;
}

const AT = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

/** What every probe promises. */
export const probeContract = (make: () => Promise<ProbeSubject> | ProbeSubject): void => {
  it('finds a service well that answers with success', async () => {
    const { probe, serviceThat } = await make();
    const url = await serviceThat(204);

    const result = await probe(url);

    expect(result).toEqual({ url, at: AT, ok: true, status: 204 });
  });

  it.each([503, 404, 302])('does not find a service well that answers %i', async (status) => {
    const { probe, serviceThat } = await make();
    const url = await serviceThat(status);

    const result = await probe(url);

    expect(result).toEqual({ url, at: AT, ok: false, status });
  });

  it('tells why a service did not answer, and does not throw', async () => {
    const { probe, serviceThat } = await make();
    const url = await serviceThat('nothing');

    const result = await probe(url);

    expect(result).toEqual({ url, at: AT, ok: false, error: expect.stringMatching(/./) });
  });
};
