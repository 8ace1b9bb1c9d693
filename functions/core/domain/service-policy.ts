/** What a service may have done to it without a person. A service that is not named is `observe`. */
export type ServiceMode = 'observe' | 'approve' | 'auto';

/** One service of the topology. */
export interface ServicePolicy {
  readonly mode: ServiceMode;
  /** Services and dependencies that it calls directly. */
  readonly calls: readonly string[];
  /** Asked after an action: any 2xx means that the service itself answers. */
  readonly probeUrl?: string | undefined;
  /** How its sessions are told from others' in a database: the start of `application_name`. */
  readonly applicationNamePrefix?: string | undefined;
  /** It is a PostgreSQL database; the value names a member of the connections secret. */
  readonly postgres?: { readonly connection: string } | undefined;
  /** It is a Lambda function behind an alias. */
  readonly lambda?: { readonly functionName: string; readonly alias: string } | undefined;
  /** It takes its work from an SQS queue, and what it cannot take goes to another; both by name. */
  readonly queue?: { readonly name: string; readonly deadLetterName: string } | undefined;
  /** It is a Lambda function that an event source mapping feeds from an SQS queue; both by name. */
  readonly eventSource?: { readonly functionName: string; readonly queueName: string } | undefined;
  /** A parameter outside of it says how it works; by name. */
  readonly parameter?:
    | {
        readonly name: string;
        /** The value with which it asks somebody else than usual, and where that one answers. @default it cannot */
        readonly failover?: { readonly value: string; readonly probeUrl: string } | undefined;
      }
    | undefined;
  /** An SSM Automation document is run on it; by name. */
  readonly automation?: { readonly document: string } | undefined;
  /** It is made by this CloudFormation stack, whose events tell what was changed. */
  readonly cloudformation?: { readonly stackName: string } | undefined;
  /** It serves this address under a certificate. */
  readonly tls?: { readonly url: string } | undefined;
  /** Each of its instances takes signed calls of administrators under its address; `key` names a member of the connections secret. */
  readonly admin?: { readonly urls: readonly string[]; readonly key: string } | undefined;
  /**
   * It lets in only so many at once, by a limit that the signed call `admission` tells and sets; `crowdLimit` is what each of its
   * instances may be given when a crowd comes.
   */
  readonly admission?: { readonly crowdLimit: number } | undefined;
  /**
   * Queries of its signals, by name, instead of or beside the usual ones of `series-plan.ts`; an empty one asks nothing.
   * `{{service}}` and `{{window}}` are filled in.
   */
  readonly signals?: Readonly<Record<string, string>> | undefined;
}

/** What a cause may sit in: the fact by which the policy tells that a service is one. */
export const DEPENDENCY_KINDS = [
  'postgres',
  'lambda',
  'queue',
  'eventSource',
  'parameter',
  'tls',
  'admin',
  'admission',
] as const;
export type DependencyKind = (typeof DEPENDENCY_KINDS)[number];
