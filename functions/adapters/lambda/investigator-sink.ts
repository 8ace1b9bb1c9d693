import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { InvestigationDue } from '../../core/contracts/investigation-due.ts';
import { callIn } from '../../core/domain/investigation-call.ts';
import type { Sink } from '../../core/ports/sink.ts';
import { calling } from '../failures.ts';

/** Wakes the investigator's Lambda for every entry that calls for it, and does not wait for what it comes to. */
export const investigatorSink = (client: LambdaClient, functionArn: string): Sink => ({
  name: 'investigator',
  concerns: ({ whole, entry }) => callIn(whole.timeline, entry) !== undefined,
  tell: async ({ whole, entry }) => {
    const due: InvestigationDue = { incidentId: whole.incident.id, seq: entry.seq };
    await calling('lambda', () =>
      client.send(
        new InvokeCommand({ FunctionName: functionArn, InvocationType: 'Event', Payload: JSON.stringify(due) }),
      ),
    );
    return { outcome: 'told' };
  },
});
