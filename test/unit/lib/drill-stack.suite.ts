import { describe, expect, it } from 'vitest';
import { makeStacks } from '../../../lib/app.ts';
import { grantsOf } from '../../support/grants.ts';
import { anApp, someSettings, theStacks } from '../../support/synthesized.ts';

describe('the drill stack', () => {
  it('is made only where it is asked for', () => {
    const stacks = makeStacks(anApp(), someSettings(), { drill: false });

    expect(stacks.drill).toBeUndefined();
  });

  it('has the payments function under the name and alias of the policy', () => {
    const { drill } = theStacks();

    drill.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'storefront-payments' });
    drill.hasResourceProperties('AWS::Lambda::Alias', { Name: 'live' });
    drill.resourceCountIs('AWS::Lambda::Version', 1);
  });

  it('has the queue of the orders in order, with a queue for what cannot be taken, and the Lambda that it feeds', () => {
    const { drill } = theStacks();

    drill.hasResourceProperties('AWS::SQS::Queue', { QueueName: 'storefront-orders.fifo', FifoQueue: true });
    drill.hasResourceProperties('AWS::SQS::Queue', { QueueName: 'storefront-orders-dead.fifo', FifoQueue: true });
    drill.resourceCountIs('AWS::Lambda::EventSourceMapping', 1);
  });

  it('lets that Lambda take messages from its own queue and let go of them, and nothing else of SQS', () => {
    const grants = [...grantsOf(theStacks().drill, 'Fulfilment')].filter((one) => one.startsWith('sqs:'));

    expect(grants.map((one) => one.split(' on ')[0]).toSorted()).toEqual([
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
    ]);
    expect(new Set(grants.map((one) => one.split(' on ')[1])).size).toBe(1);
  });

  it('has the parameters that the policy names, each with the value of a usual day', () => {
    const { drill } = theStacks();

    drill.hasResourceProperties('AWS::SSM::Parameter', { Name: '/storefront/catalogue/page-size', Value: '24' });
    drill.hasResourceProperties('AWS::SSM::Parameter', { Name: '/storefront/payments/acquirer', Value: 'primary' });
  });

  it('refuses a policy that names no payments function', () => {
    const settings = someSettings({ policy: { services: {}, timings: { drill: 300 }, signIn: {} } });

    expect(() => makeStacks(anApp(), settings, { drill: true })).toThrow('names no lambda for the service payments');
  });

  it('tells the name of its trigger', () => {
    const { drill } = theStacks();

    expect(Object.keys(drill.findOutputs('*'))).toEqual(['TriggerFunctionName']);
  });
});

describe('the names of things', () => {
  it('are made up by CloudFormation, but for what the policy names', () => {
    const { state, response, drill } = theStacks();
    const named = [state, response, drill].flatMap((template) =>
      Object.values<{ Properties?: Record<string, unknown> }>(template.toJSON()['Resources']).flatMap(
        ({ Properties = {} }) =>
          ['FunctionName', 'TableName', 'QueueName', 'TopicName', 'RoleName', 'StateMachineName', 'LogGroupName']
            .map((key) => Properties[key])
            .filter((name) => typeof name === 'string'),
      ),
    );

    expect(named.toSorted()).toEqual([
      '/aws/lambda/storefront-fulfilment',
      '/aws/lambda/storefront-payments',
      'storefront-fulfilment',
      'storefront-orders-dead.fifo',
      'storefront-orders.fifo',
      'storefront-payments',
    ]);
  });
});
