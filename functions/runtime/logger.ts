import { Logger } from '@aws-lambda-powertools/logger';

export type { Logger };

/** The JSON logger of one Lambda: constant messages, facts in fields, never a raw body. */
export const makeLogger = (lambda: string): Logger => new Logger({ serviceName: lambda });
