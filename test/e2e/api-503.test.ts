import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { GetAliasCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endsWell } from '../support/as-new.ts';
import { ownStack } from '../support/own-stack.ts';
import { calm, story, trigger, untilForgotten, within } from '../support/scenario.ts';

const outputs = ownStack();
const run = promisify(execFile);
const lambda = new LambdaClient({
  endpoint: outputs.endpointUrl,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

const liveVersion = async (): Promise<string | undefined> =>
  (await lambda.send(new GetAliasCommand({ FunctionName: 'storefront-payments', Name: 'live' }))).FunctionVersion;

describe('api-503', () => {
  beforeEach(async () => {
    await calm(outputs);
    // What the engine says of shares is held here, and the moments after another story would blur them.
    await untilForgotten(outputs);
  });
  afterEach(() => endsWell(outputs));

  it('is found in the release below the alerting service, undone on the alias, measured and closed', async () => {
    const good = await liveVersion();

    const incident = await story(outputs, {
      hurt: async () => {
        await trigger(outputs, 'api-503');
        expect(await liveVersion()).not.toBe(good);
      },
      want: [within(120, 'incident.opened'), within(120, 'action.done'), within(120, 'incident.closed')],
    });

    expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured', service: 'checkout' });
    expect(incident.diagnosis).toMatchObject({ outcome: 'explained', best: { fault: 'api-503' } });
    // It fires in the caller; the cause lies in the callee, and the series say so by themselves.
    expect(incident.ranking[0]).toMatchObject({ service: 'payments', fault: 'api-503' });
    expect(incident.diagnosis?.examination).toMatchObject({ outcome: 'explained' });
    const sentence = /payments itself added \d+(\.\d+)? of the \d+(\.\d+)? failed requests that checkout lost/;
    expect(incident.diagnosis?.examination?.says).toMatch(sentence);
    expect(incident.timeline.find(({ kind }) => kind === 'diagnosis.explained')?.text).toMatch(sentence);
    expect(incident.actions).toMatchObject([{ step: 'restore-version', result: 'done' }]);
    expect(await liveVersion()).toBe(good);

    // Made again from what was kept, with nobody asked, it is the same.
    const { stdout } = await run('bin/selfright', ['replay', incident.id, '--json'], {
      env: { ...process.env, SELFRIGHT_HOME: outputs.home },
    });
    const diagnosis = { verified: true, changed: false, differences: [] };
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, incidents: [{ id: incident.id, diagnoses: [diagnosis] }] });
  });
});
