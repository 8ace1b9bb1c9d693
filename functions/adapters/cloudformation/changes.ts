import {
  type CloudFormationClient,
  paginateDescribeStackEvents,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import type { Change } from '../../core/domain/engine/changes.ts';
import type { ChangeSource } from '../../core/ports/changes.ts';
import { calling } from '../failures.ts';

/** Events of one stack that are told; a large deployment is still one deployment. */
const MOST = 20;
/** What was finished: what only began has not changed anything yet. */
const DONE = /^(CREATE|UPDATE|DELETE|IMPORT)_COMPLETE$/;

const changeOf = (service: string, event: StackEvent): readonly Change[] => {
  const { EventId, Timestamp, ResourceStatus = '', ResourceType = '', LogicalResourceId = '' } = event;
  if (EventId === undefined || Timestamp === undefined || !DONE.test(ResourceStatus)) return [];
  const summary = `${ResourceStatus} of ${LogicalResourceId} (${ResourceType})`;
  return [
    {
      id: EventId,
      service,
      at: Timestamp.getTime() / 1000,
      kind: 'infrastructure',
      summary,
      source: 'cloudformation',
    },
  ];
};

/** What CloudFormation made, changed or removed in the stack of a service. Its events come newest first. */
export const cloudFormationChanges = (client: CloudFormationClient): ChangeSource => ({
  name: 'cloudformation',
  changesOf: async (service, { cloudformation }, from, to) =>
    cloudformation === undefined
      ? []
      : calling('cloudformation', async () => {
          const found: Change[] = [];
          const { stackName: StackName } = cloudformation;
          for await (const page of paginateDescribeStackEvents({ client }, { StackName })) {
            for (const event of page.StackEvents ?? []) {
              const at = event.Timestamp ?? from;
              if (at < from || found.length >= MOST) return found;
              if (at <= to) found.push(...changeOf(service, event));
            }
          }
          return found;
        }),
});
