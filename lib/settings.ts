import type { RemovalPolicy } from 'aws-cdk-lib';
import type { AnchorRetention } from './constructs/anchor-bucket.ts';
import type { LogSettings } from './constructs/service-function.ts';

/** What the stacks are told by the one who deploys; they ask nothing else of the world. */
export interface Settings {
  /** Where Amazon Bedrock answers, if not at AWS. @default AWS */
  readonly bedrockUrl?: string | undefined;
  /** The policy, parsed; it is stored as it stands here. */
  readonly policy: PolicyFacts;
  /** Where Prometheus answers. */
  readonly prometheusUrl: string;
  /** The storefront's front door; only the drill stack asks for it. */
  readonly storefrontUrl: string;
  /** Where the bank answers that stands behind the storefront's payments; only the drill stack asks for it. */
  readonly acquirerUrl: string;
  /** SNS topics by which CloudWatch alarms come in over HTTP; no other topic's messages are taken. */
  readonly cloudwatchTopics: readonly string[];
  /** SNS topics of this account and region whose alarms are taken by a Lambda, without HTTP. */
  readonly alarmTopics: readonly string[];
  /** Whether every CloudWatch alarm of this account and region is taken from EventBridge. */
  readonly alarmEvents: boolean;
  /** The API's address by its id, where it is not AWS's own. @default AWS's own address */
  readonly apiAddressOf?: ((restApiId: string) => string) | undefined;
  /** How long anchors of timelines cannot be removed. */
  readonly anchors: AnchorRetention;
  /** Logs, and what happens to them with the stack. */
  readonly logs: LogSettings;
  /** What happens to the record, queues and secrets when the state stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
}

/** As much of the policy as the stacks look at. */
export interface PolicyFacts {
  readonly services: Readonly<Record<string, ServiceFacts>>;
  readonly signIn: {
    /** Where people sign in, as the console is told. */
    readonly oidc?:
      | {
          readonly issuer: string;
          readonly clientId: string;
          readonly scopes: string;
          readonly token: string;
          readonly origins: readonly string[];
        }
      | undefined;
  };
  /** Which model may look at incidents; without one, nothing is deployed for it. */
  readonly investigator?:
    | { readonly modelId: string; readonly region: string; readonly budget: { readonly seconds: number } }
    | undefined;
  readonly timings: {
    /** Time between two of our own synthetic notifications. Seconds. */
    readonly drill: number;
  };
}

interface ServiceFacts {
  readonly lambda?: { readonly functionName: string; readonly alias: string } | undefined;
  readonly queue?: { readonly name: string; readonly deadLetterName: string } | undefined;
  readonly eventSource?: { readonly functionName: string; readonly queueName: string } | undefined;
  readonly parameter?: { readonly name: string } | undefined;
  readonly automation?: { readonly document: string } | undefined;
  readonly cloudformation?: { readonly stackName: string } | undefined;
}
