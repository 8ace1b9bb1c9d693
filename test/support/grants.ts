import type { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';

const Some = z.union([z.unknown().array(), z.unknown().transform((one) => [one])]);

const Statement = z.object({
  Effect: z.literal('Allow'),
  Action: z.union([z.string().array(), z.string().transform((one) => [one])]),
  Resource: Some,
  Condition: z
    .union([
      z.object({ 'ForAllValues:StringLike': z.object({ 'dynamodb:LeadingKeys': z.string().array() }) }),
      z.object({ ArnEquals: z.object({ 'lambda:FunctionArn': z.array(z.unknown()) }) }),
    ])
    .optional(),
});

const Policy = z.object({ Properties: z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) }) });

/** How a resource is called in a test, by what stands in its reference; the first match counts. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^"\*"$/, '*'],
  [/ConnectorsPostgresRole/, 'role of postgres'],
  [/ConnectorsLambdaRole/, 'role of lambda'],
  [/ConnectorsEventSourceRole/, 'role of event source'],
  [/ConnectorsQueueRole/, 'role of queue'],
  [/ConnectorsHttpRole/, 'role of http'],
  [/ConnectorsParameterRole/, 'role of parameter'],
  [/ConnectorsSsmRole/, 'role of ssm'],
  [/automation-definition/, 'definitions of documents'],
  [/automation-execution/, 'executions of documents'],
  [/:document\//, 'documents'],
  [/WakesDeadLetters/, 'dead wakes'],
  [/Wakes/, 'wakes'],
  [/Integrations/, 'integrations'],
  [/StreamArn/, 'stream'],
  [/index\/Recent/, 'index'],
  [/Record/, 'table'],
  [/EscalationsKey/, 'topic key'],
  [/Escalations/, 'topic'],
  [/Undelivered/, 'undelivered'],
  [/NotificationsDeadLetters/, 'dead letters'],
  [/Notifications/, 'queue'],
  [/TimersDeadLetters/, 'timers dead letters'],
  [/Timers(?!Timer)/, 'timers'],
  [/OperatorTokens/, 'operator tokens'],
  [/SourceSecrets/, 'source secrets'],
  [/Connections/, 'connections'],
  [/:execution:.*IncidentResponse/, 'executions'],
  [/IncidentResponse/, 'workflow'],
  [/log-group:\/aws\/lambda\/storefront-payments:\*/, 'log of payments'],
  [/function:storefront-payments/, 'payments'],
  [/function:storefront-fulfilment/, 'fulfilment'],
  [/parameter\/storefront/, 'parameters'],
  [/event-source-mapping/, 'event source mappings'],
  [/sqs:.*storefront-orders/, 'orders'],
  [/:stack\/SelfrightDrill\/\*/, 'drill stack'],
  [/Logs/, 'logs'],
  [/SelfWatchKeepWatch/, 'keep-watch'],
  [/WorkflowPlan/, 'plan'],
  [/"OperatorApi[0-9A-F]{8}"/, 'operator API'],
  [/InvestigatorInvestigate/, 'investigator'],
  [/foundation-model\/(?<name>[^"]+)/, 'the model'],
];

/** Everything that a role may do, one sentence each: action, resource, and the item families it is limited to. */
export const grantsOf = (template: Template, role: string): ReadonlySet<string> => {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) =>
    id.startsWith(`${role}RoleDefaultPolicy`),
  );
  if (policies.length !== 1) throw new Error(`${policies.length} policies for ${role}, expected one`);
  return new Set(
    policies.flatMap(([, policy]) => Policy.parse(policy).Properties.PolicyDocument.Statement.flatMap(told)),
  );
};

const told = ({ Action, Resource, Condition }: z.infer<typeof Statement>): readonly string[] => {
  const only = Condition === undefined ? '' : ` ${limitOf(Condition).join(' ')}`;
  return Action.flatMap((action) => Resource.map((resource) => `${action} on ${nameOf(resource)}${only}`));
};

/** The item families or functions that a condition limits it to. */
const limitOf = (condition: NonNullable<z.infer<typeof Statement>['Condition']>): readonly string[] =>
  'ArnEquals' in condition
    ? condition.ArnEquals['lambda:FunctionArn'].map(nameOf)
    : condition['ForAllValues:StringLike']['dynamodb:LeadingKeys'];

const nameOf = (resource: unknown): string => {
  const text = JSON.stringify(resource);
  const bodies = /Bodies.*"\/(?<family>\w+)\/\*"/.exec(text)?.groups?.['family'];
  if (bodies !== undefined) return `bodies of ${bodies}`;
  if (/Anchors.*"\/anchors\/\*"/.test(text)) return 'anchors';
  return NAMES.find(([pattern]) => pattern.test(text))?.[1] ?? text;
};
