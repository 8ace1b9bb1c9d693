import { expect, it } from 'vitest';
import type { Parameters } from '../../functions/core/ports/parameters.ts';

/** A store in which a test can make parameters. */
export interface ParametersSubject {
  readonly parameters: Parameters;
  /** Makes a parameter that has had these values, one after the other; answers its name. */
  readonly make: (...values: readonly string[]) => Promise<string>;
  readonly makeSecret: () => Promise<string>;
}

/** What every look at parameters promises. */
export const parametersContract = (subject: () => Promise<ParametersSubject> | ParametersSubject): void => {
  it('tells every value that a parameter had, oldest first', async () => {
    const { parameters, make } = await subject();
    const name = await make('24', 'all', '12');

    const history = await parameters.history(name);

    expect(history.map(({ value }) => value)).toEqual(['24', 'all', '12']);
    expect(history.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(history[0]?.changedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('never reads a secret', async () => {
    const { parameters, makeSecret } = await subject();

    const history = parameters.history(await makeSecret());

    await expect(history).rejects.toMatchObject({ name: 'ContractViolation' });
  });

  it('refuses a parameter that is not there', async () => {
    const { parameters } = await subject();

    const history = parameters.history('/no/such/parameter');

    await expect(history).rejects.toMatchObject({ name: 'ContractViolation' });
  });
};
