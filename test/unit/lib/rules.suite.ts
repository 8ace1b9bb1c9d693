import { Stack } from 'aws-cdk-lib';
import { CfnQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { checkStacks, makeStacks } from '../../../lib/app.ts';
import { anApp, someSettings } from '../../support/synthesized.ts';

const found = (app: ReturnType<typeof anApp>): readonly string[] =>
  new AwsSolutionsChecks(app)
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ resourceLogicalId }) => `${ruleName} ${resourceLogicalId}`),
    );

describe('the rules of AWS for solutions', () => {
  it('are kept by every stack, with each exception argued where it is made', () => {
    const app = anApp();
    makeStacks(app, someSettings(), { drill: true });

    const violations = found(app);

    expect(violations).toEqual([]);
  });

  it('refuses a queue that is neither watched nor closed to plain text', () => {
    const app = anApp();
    new Queue(new Stack(app, 'Careless'), 'Queue');

    const violations = found(app);

    expect(violations.join()).toMatch(/AwsSolutions-SQS3.*AwsSolutions-SQS4/);
  });

  it('are checked at every synthesis', () => {
    const app = anApp();
    checkStacks(app);
    new Queue(new Stack(app, 'Careless'), 'Queue');

    expect(() => app.synth()).toThrow('AwsSolutions-SQS3');
  });
});

describe('the rules of CloudFormation', () => {
  it('are kept by every template', () => {
    const app = anApp({ checkTemplates: true });
    makeStacks(app, someSettings(), { drill: true });
    checkStacks(app);

    const assembly = app.synth();

    expect(assembly.stacks.map(({ stackName }) => stackName)).toEqual([
      'SelfrightState',
      'SelfrightResponse',
      'SelfrightDrill',
    ]);
  });

  it('refuses a property that does not exist', () => {
    const app = anApp({ checkTemplates: true });
    new CfnQueue(new Stack(app, 'Careless'), 'Queue').addPropertyOverride('Patience', 1);

    expect(() => app.synth()).toThrow('Patience');
  });
});
