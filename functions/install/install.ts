import * as z from 'zod';
import { PolicySchema } from '../core/contracts/policy.ts';
import { canonicalJson } from '../core/domain/json.ts';
import type { Policy } from '../core/domain/policy.ts';
import type { Digest } from '../core/domain/timeline.ts';

export interface InstallDeps {
  readonly digest: Digest;
  /** Puts a policy in force and keeps it as a version. */
  readonly storePolicy: (policy: Policy) => Promise<void>;
  /** Fills the secrets that hold none yet; tells which it filled. */
  readonly fillSecrets: () => Promise<readonly string[]>;
}

/** Puts the policy of this deploy in force and gives empty secrets their first values. */
export const makeInstall =
  ({ digest, storePolicy, fillSecrets }: InstallDeps) =>
  async (text: string): Promise<{ readonly digest: string; readonly filled: readonly string[] }> => {
    const parsed = PolicySchema.safeParse(JSON.parse(text));
    if (!parsed.success) throw new Error(`policy: ${z.prettifyError(parsed.error)}`);
    const plain = z.json().parse(JSON.parse(JSON.stringify(parsed.data)));
    const policy = { digest: digest(canonicalJson(plain)), ...parsed.data };
    const filled = await fillSecrets();
    await storePolicy(policy);
    return { digest: policy.digest, filled };
  };
