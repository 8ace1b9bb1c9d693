import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { AgentDoors } from '../constructs/agent-doors.ts';
import { AlarmIntake } from '../constructs/alarm-intake.ts';
import { AlertIngress } from '../constructs/alert-ingress.ts';
import { Callbacks } from '../constructs/callbacks.ts';
import { ExecutionWatch } from '../constructs/execution-watch.ts';
import { Investigator } from '../constructs/investigator.ts';
import { OperatorApi } from '../constructs/operator-api.ts';
import { Outbox } from '../constructs/outbox.ts';
import { PublicApi } from '../constructs/public-api.ts';
import { ResponseWorkflow } from '../constructs/response-workflow.ts';
import { SelfAlarms } from '../constructs/self-alarms.ts';
import { SelfDashboard } from '../constructs/self-dashboard.ts';
import { SelfWatch } from '../constructs/self-watch.ts';
import { targetsIn } from '../constructs/target-grants.ts';
import { Timer } from '../constructs/timer.ts';
import { WorkflowFunctions } from '../constructs/workflow-functions.ts';
import type { Settings } from '../settings.ts';
import type { StateStack } from './state-stack.ts';

/** What can be rebuilt at any time: the API, the Lambdas, the workflow and the alarms on ourselves. */
export class ResponseStack extends Stack {
  readonly api: PublicApi;

  constructor(scope: Construct, id: string, state: StateStack, settings: Settings, props?: StackProps) {
    super(scope, id, props);
    const { logs } = settings;
    const { table, escalations, notifications, bodies, connections, operatorTokens, sourceSecrets } = state;

    const functions = new WorkflowFunctions(this, 'Workflow', {
      table,
      connections,
      escalations,
      timers: state.timers,
      prometheusUrl: settings.prometheusUrl,
      targets: targetsIn(settings.policy.services),
      stacks: stacksIn(settings),
      logs,
    });
    const workflow = new ResponseWorkflow(this, 'IncidentResponse', { lambdas: functions.lambdas, logs });
    workflow.grantAnswer(functions.lambdas.AskFunctionArn);
    const watch = new ExecutionWatch(this, 'ExecutionWatch', { workflow, table, escalations, logs });

    this.api = new PublicApi(this, 'PublicApi', { addressOf: settings.apiAddressOf, logs });
    const { root } = this.api.rest;
    const ingress = new AlertIngress(this, 'AlertIngress', {
      root,
      table,
      queue: notifications,
      bodies,
      sourceSecrets,
      workflow,
      cloudwatchTopics: settings.cloudwatchTopics,
      logs,
    });
    const alarms = new AlarmIntake(this, 'AlarmIntake', {
      table,
      queue: notifications,
      bodies,
      topics: settings.alarmTopics,
      events: settings.alarmEvents,
      logs,
    });
    const { api } = new OperatorApi(this, 'OperatorApi', {
      root,
      table,
      queue: notifications,
      bodies,
      escalations,
      plan: functions.lambdas.PlanFunctionArn,
      workflow,
      timers: state.timers,
      operatorTokens,
      prometheusUrl: settings.prometheusUrl,
      signIn: settings.policy.signIn,
      logs,
    });

    new AgentDoors(this, 'AgentDoors', { root, apiUrl: this.api.url, table, logs });

    const { investigator: model } = settings.policy;
    const investigator =
      model && new Investigator(this, 'Investigator', { table, api, model, bedrockUrl: settings.bedrockUrl, logs });

    new Outbox(this, 'Outbox', {
      table,
      wakes: state.wakes,
      integrations: state.integrations,
      anchors: state.anchors,
      consoleUrl: `${this.api.url}/console/`,
      investigator: investigator?.investigate,
      logs,
    });

    new Callbacks(this, 'Callbacks', {
      root,
      table,
      workflow,
      timers: state.timers,
      integrations: state.integrations,
      logs,
    });

    const selfWatch = new SelfWatch(this, 'SelfWatch', {
      table,
      workflow,
      wakes: state.wakes,
      escalations,
      sourceSecrets,
      deadLetters: {
        notifications: notifications.deadLetters,
        executions: watch.undelivered,
        timers: state.timers.deadLetters,
        wakes: state.wakes.deadLetters,
      },
      timers: state.timers,
      prometheusUrl: settings.prometheusUrl,
      apiUrl: this.api.url,
      drillEvery: settings.policy.timings.drill,
      logs,
    });

    new Timer(this, 'Timers', { table, timers: state.timers, workflow, keepWatch: selfWatch.keepWatch, logs });

    const { stateMachine } = workflow;
    const { all: alarmed } = new SelfAlarms(this, 'SelfAlarms', {
      tell: escalations.topic,
      alarms: [
        ...selfWatch.alarms,
        {
          id: 'DeadLetters',
          description: 'A notification could not be taken in; see the receipts that are dead_lettered',
          metric: notifications.deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM }),
        },
        {
          id: 'NotificationsWait',
          description: 'A notification waits for more than five minutes; see the logs of intake',
          metric: notifications.queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM }),
          above: 300,
        },
        {
          id: 'WakesDead',
          description: 'Delivering an incident crashed each time; see the logs of deliver',
          metric: state.wakes.deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM }),
        },
        {
          id: 'TimersDead',
          description: 'A timer could not be handled, such as the end of a question; see the logs of timer',
          metric: state.timers.deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM }),
        },
        {
          id: 'ExecutionsFailed',
          description: 'An execution failed; its incident was escalated',
          metric: stateMachine.metricFailed(),
        },
        {
          id: 'ExecutionsTimedOut',
          description: 'An execution timed out; its incident was escalated',
          metric: stateMachine.metricTimedOut(),
        },
        {
          id: 'ExecutionsAborted',
          description: 'An execution was aborted from outside; its incident was escalated',
          metric: stateMachine.metricAborted(),
        },
        {
          id: 'EscalationsUndelivered',
          description: 'The end of an execution could not be turned into an escalation; see the queue Undelivered',
          metric: watch.undelivered.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM }),
        },
        {
          id: 'AlarmsUndelivered',
          description: 'A CloudWatch alarm could not be stored; see the queue Undelivered of AlarmIntake',
          metric: alarms.undelivered.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM }),
        },
        {
          id: 'WebhookErrors',
          description: 'The webhook crashed; sources are told to try again',
          metric: ingress.webhook.lambda.metricErrors(),
        },
        {
          id: 'ApiServerErrors',
          description: 'The API answered 5xx; see its access logs',
          metric: this.api.rest.metricServerError({ statistic: Stats.SUM }),
        },
      ],
    });

    new SelfDashboard(this, 'SelfDashboard', {
      alarms: alarmed,
      parts: {
        'Notifications that wait': [
          notifications.queue.metricApproximateNumberOfMessagesVisible(),
          notifications.queue.metricApproximateAgeOfOldestMessage(),
        ],
        'Dead letters': [notifications, state.timers, state.wakes].map(({ deadLetters }) =>
          deadLetters.metricApproximateNumberOfMessagesVisible(),
        ),
        Executions: [stateMachine.metricStarted(), stateMachine.metricSucceeded(), stateMachine.metricFailed()],
        'The API': [this.api.rest.metricCount(), this.api.rest.metricClientError(), this.api.rest.metricServerError()],
        'The webhook': [ingress.webhook.lambda.metricDuration(), ingress.webhook.lambda.metricErrors()],
      },
    });

    const outputs = {
      RestApiId: this.api.rest.restApiId,
      ApiUrl: this.api.url,
      AlarmFunctionArn: alarms.takeAlarms.lambda.functionArn,
      StateMachineArn: stateMachine.stateMachineArn,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}

const stacksIn = ({ policy: { services } }: Settings): readonly string[] => [
  ...new Set(Object.values(services).flatMap(({ cloudformation }) => cloudformation?.stackName ?? [])),
];
