import { describe, expect, it } from 'vitest';
import { makeApi503 } from '../../../localstack/faults/api-503.ts';
import type { Releases, Variables } from '../../../localstack/storefront/releases.ts';

const GOOD: Variables = { PAYMENT_PROVIDER_KEY_ID: 'pk-1', LOG_LEVEL: 'INFO' };

/** A Lambda in memory: versions 1..n of these environments, the alias on one of them, the draft like the newest. */
const aLambda = (versions: readonly Variables[], live = String(versions.length)) => {
  const published = versions.map((variables, index) => ({ version: String(index + 1), variables }));
  const state = { live, draft: published.at(-1)?.variables ?? {} };
  const releases: Releases = {
    live: async () => published.find(({ version }) => version === state.live),
    published: async () => published,
    draft: async () => state.draft,
    redraft: async (variables) => {
      state.draft = variables;
    },
    publish: async () => {
      const version = String(published.length + 1);
      published.push({ version, variables: state.draft });
      return version;
    },
    goLive: async (version) => {
      state.live = version;
    },
  };
  return { releases, state, published };
};

describe('the fault api-503', () => {
  it('puts a version live that lost its key and nothing else', async () => {
    const { releases, state, published } = aLambda([GOOD]);

    await makeApi503(releases).inject();

    expect(state.live).toBe('2');
    expect(published[1]?.variables).toEqual({ LOG_LEVEL: 'INFO' });
  });

  it('changes nothing when it is injected twice', async () => {
    const { releases, state, published } = aLambda([GOOD]);
    const fault = makeApi503(releases);

    await fault.inject();
    await fault.inject();

    expect(published).toHaveLength(2);
    expect(state.live).toBe('2');
  });

  it('heals alias and draft, back to what it replaced even when that was not the newest', async () => {
    const { releases, state } = aLambda([GOOD, GOOD, GOOD], '2');
    const fault = makeApi503(releases);
    await fault.inject();

    const healed = await fault.heal();

    expect(healed).toBe(true);
    expect(state).toEqual({ live: '2', draft: GOOD });
  });

  it('is healed by a process that does not remember, from what is published', async () => {
    const { releases, state } = aLambda([GOOD, GOOD]);
    await makeApi503(releases).inject();

    const healed = await makeApi503(releases).heal();

    expect(healed).toBe(true);
    expect(state).toEqual({ live: '2', draft: GOOD });
  });

  it('restores only the draft when somebody moved the alias back already', async () => {
    const { releases, state } = aLambda([GOOD]);
    const fault = makeApi503(releases);
    await fault.inject();
    await releases.goLive('1');

    const first = await fault.heal();
    const second = await fault.heal();

    expect([first, second]).toEqual([true, false]);
    expect(state).toEqual({ live: '1', draft: GOOD });
  });

  it('has nothing to heal before payments is deployed, and refuses to be injected', async () => {
    const { releases } = aLambda([]);
    const fault = makeApi503(releases);

    const healed = await fault.heal();

    expect(healed).toBe(false);
    await expect(fault.inject()).rejects.toThrow('not deployed yet');
  });

  it('fails to heal when no version has ever worked', async () => {
    const { releases } = aLambda([{}]);

    const healing = makeApi503(releases).heal();

    await expect(healing).rejects.toThrow('deploy it again');
  });
});
