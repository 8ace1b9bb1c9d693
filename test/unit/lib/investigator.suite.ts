import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { grantsOf } from '../../support/grants.ts';
import { someSettings, synthesized, theStacks } from '../../support/synthesized.ts';
import { OF_ALL } from './allowed.ts';

const withModel = (modelId: string): Template => {
  const { policy } = someSettings();
  const investigator = { modelId, region: 'eu-central-1', budget: { seconds: 120 } };
  return synthesized({ policy: { ...policy, investigator } }).response;
};

const isItsModel = (granted: string): boolean => granted.startsWith('bedrock:');

/** The models that its role may call, as the template has them. */
const modelsIn = (template: Template): readonly string[] =>
  Object.entries(template.findResources('AWS::IAM::Policy'))
    .filter(([id]) => id.startsWith('InvestigatorInvestigate'))
    .flatMap(([, policy]) => policy['Properties'].PolicyDocument.Statement)
    .filter(({ Action }) => JSON.stringify(Action).includes('bedrock'))
    .flatMap(({ Resource }) => [Resource].flat())
    .map(
      (resource) =>
        /:bedrock:.*/.exec(JSON.stringify(resource).replace(/"?,\{"Ref":"AWS::AccountId"\},"?/, '<account>'))?.[0] ??
        '',
    )
    .map((text) => text.replace(/["\]}]+$/, ''));

describe('the investigator', () => {
  let response: Template;

  beforeAll(() => {
    response = withModel('a-vendor.a-model-v1:0');
  });

  it('is not there at all where the policy names no model', () => {
    const text = JSON.stringify(theStacks().response.toJSON());

    expect(text).not.toContain('bedrock');
    expect(text).not.toContain('Investigator');
  });

  it('may call its one model, look by way of the operator API, and write beside incidents; nothing else', () => {
    const granted = [...grantsOf(response, 'InvestigatorInvestigate')];

    expect(granted.filter((one) => !isItsModel(one)).sort()).toEqual(
      [
        ...OF_ALL,
        'dynamodb:GetItem on table INCIDENT#* POLICY NOTE',
        'dynamodb:BatchGetItem on table INCIDENT#* POLICY NOTE',
        'dynamodb:Query on table INCIDENT#*',
        'dynamodb:PutItem on table INCIDENT#* INVESTIGATION#* NOTE',
        'lambda:InvokeFunction on operator API',
      ].sort(),
    );
    expect(modelsIn(response)).toEqual([':bedrock:eu-central-1::foundation-model/a-vendor.a-model-v1:0']);
  });

  it('may call a profile that spreads over regions, and that profile’s model alone', () => {
    expect(modelsIn(withModel('eu.a-vendor.a-model-v1:0'))).toEqual([
      ':bedrock:*::foundation-model/a-vendor.a-model-v1:0',
      ':bedrock:eu-central-1:<account>:inference-profile/eu.a-vendor.a-model-v1:0',
    ]);
  });

  it('is woken by the outbox alone, ends after its budget, and is never run again by itself', () => {
    expect([...grantsOf(response, 'OutboxDeliver')]).toContain('lambda:InvokeFunction on investigator');
    const invoking = Object.entries(response.findResources('AWS::IAM::Policy')).filter(([, policy]) =>
      /InvestigatorInvestigate[0-9A-F]+.*Arn/.test(JSON.stringify(policy['Properties'].PolicyDocument)),
    );
    expect(invoking.map(([id]) => id.replace(/Role.*/, ''))).toEqual(['OutboxDeliver']);
    response.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('Has a model look'),
      Timeout: 195,
    });
    response.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumRetryAttempts: 0 });
  });
});
