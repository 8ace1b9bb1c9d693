import * as z from 'zod';

/** What the tests need of `.local/outputs.json`. */
export const TestOutputs = z.object({
  home: z.string(),
  apiUrl: z.url(),
  tableName: z.string(),
  queueUrl: z.url(),
  dlqUrl: z.url(),
  stateMachineArn: z.string(),
  triggerFunctionName: z.string(),
  alarmTopicArn: z.string(),
  alarmFunctionArn: z.string(),
  endpointUrl: z.url(),
  prometheusUrl: z.url(),
  alertmanagerUrl: z.url(),
  storefrontUrl: z.url(),
  jiraUrl: z.url(),
  slackUrl: z.url(),
  teamsUrl: z.url(),
  consoleUrl: z.url(),
  databaseAdminUrl: z.string(),
  storefront: z.record(z.string(), z.object({ service: z.string(), url: z.url(), pid: z.int() })),
  tokens: z.record(z.string(), z.string()),
  secrets: z.record(z.string(), z.string()),
});
export type TestOutputs = z.infer<typeof TestOutputs>;

declare module 'vitest' {
  export interface ProvidedContext {
    stacks: readonly TestOutputs[];
    /** Tells which incidents the scripted model was asked about, where there is one. */
    modelRunsUrl: string | undefined;
    endpointUrl: string;
    databaseUrl: string;
  }
}
