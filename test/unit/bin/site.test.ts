import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSite } from '../../../bin/site.ts';

const ENDPOINT = 'http://127.0.0.1:4566';
let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'selfright-site-'));
});

afterEach(() => rmSync(home, { recursive: true }));

const keep = (context: Record<string, unknown>): void =>
  writeFileSync(join(home, 'context.json'), JSON.stringify(context));

const flags =
  (given: Record<string, unknown> = {}) =>
  (name: string): unknown =>
    given[name];

describe('the site of a deploy', () => {
  it('has a default for everything', () => {
    const site = readSite(flags(), {});

    expect(site).toMatchObject({ drill: false, profile: 'quick', disposable: false });
    expect(site.endpointUrl).toBeUndefined();
  });

  it('is that of the local stack while the clients point at it', () => {
    keep({ endpointUrl: ENDPOINT, drill: 'true', profile: 'reference', databaseUrl: 'postgres://kept-away' });

    const site = readSite(flags(), { AWS_ENDPOINT_URL: ENDPOINT, SELFRIGHT_HOME: home });

    expect(site).toMatchObject({ drill: true, profile: 'reference', endpointUrl: ENDPOINT });
    expect(JSON.stringify(site)).not.toContain('kept-away');
  });

  it('knows nothing of the local stack when the clients point elsewhere', () => {
    keep({ endpointUrl: ENDPOINT, drill: 'true' });

    const atAws = readSite(flags(), { SELFRIGHT_HOME: home });
    const atAnother = readSite(flags(), { AWS_ENDPOINT_URL: 'http://127.0.0.1:4599', SELFRIGHT_HOME: home });

    expect([atAws.drill, atAnother.drill]).toEqual([false, false]);
  });

  it('is what a flag says, whatever was kept', () => {
    keep({ endpointUrl: ENDPOINT, drill: 'true' });

    const site = readSite(flags({ drill: 'false' }), { AWS_ENDPOINT_URL: ENDPOINT, SELFRIGHT_HOME: home });

    expect(site.drill).toBe(false);
  });

  it.each([
    ['drill', 'perhaps'],
    ['profile', 'leisurely'],
    ['prometheusUrl', 'localhost:9090'],
    ['cloudwatchTopicArns', 'arn:aws:sns:eu-central-1:111122223333:alarms,alarms'],
  ])('refuses %s=%s and names it', (name, value) => {
    expect(() => readSite(flags({ [name]: value }), {})).toThrow(name);
  });
});
