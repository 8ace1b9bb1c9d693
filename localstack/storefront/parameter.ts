import { setTimeout as pause } from 'node:timers/promises';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { type Log, saysOf } from './log.ts';

const EVERY_MILLIS = 2000;

/** A value that is set from outside while the process runs: read again and again, the last one known counts. */
export const watchParameter = (name: string, fallback: string, log: Log): (() => string) => {
  let value = fallback;
  let said = '';

  const read = async (sdk: typeof import('@aws-sdk/client-ssm'), ssm: SSMClient): Promise<void> => {
    const { Parameter } = await ssm.send(new sdk.GetParameterCommand({ Name: name }));
    const now = Parameter?.Value ?? fallback;
    if (now !== value) log('info', 'parameter.changed', { name, from: value, to: now });
    value = now;
    said = '';
  };

  const watch = async (): Promise<never> => {
    const sdk = await import('@aws-sdk/client-ssm');
    const ssm = new sdk.SSMClient();
    for (;;) {
      await read(sdk, ssm).catch((thrown: unknown) => {
        const why = saysOf(thrown);
        if (why !== said) log('warn', 'parameter.unread', { name, why });
        said = why;
      });
      await pause(EVERY_MILLIS);
    }
  };
  void watch();
  return () => value;
};
