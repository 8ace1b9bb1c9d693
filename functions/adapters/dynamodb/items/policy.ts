import * as z from 'zod';
import { PolicySchema } from '../../../core/contracts/policy.ts';
import type { Policy } from '../../../core/domain/policy.ts';
import { CURRENT_POLICY, type Key, policyVersionKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { itemOf, jsonText, parseItem, SCHEMA } from './item.ts';

const PolicyItem = itemOf('policy', { digest: z.string().min(1), policy: jsonText(PolicySchema) });

/** Both items of a policy: the version, which stays, and the one in force. */
export const policyItems = ({ digest, ...policy }: Policy): readonly RawItem[] =>
  [policyVersionKey(digest), CURRENT_POLICY].map((key: Key) => ({
    ...key,
    type: 'policy',
    schema: SCHEMA,
    digest,
    policy: JSON.stringify(policy),
  }));

export const policyFrom = (raw: RawItem): Policy => {
  const { digest, policy } = parseItem(PolicyItem, raw);
  return { digest, ...policy };
};
