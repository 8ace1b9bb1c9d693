import { describe, expect, it } from 'vitest';
import { familyOf } from '../../../functions/adapters/failures.ts';
import { ContractViolation } from '../../../functions/core/domain/errors.ts';

const fault = (name: string, $fault?: 'client' | 'server') =>
  Object.assign(new Error('what it says'), { name, $fault });

describe('an error of an AWS client', () => {
  it.each([
    ['ECONNREFUSED', undefined],
    ['TimeoutError', undefined],
    ['InternalServerError', 'server'],
    ['ThrottlingException', 'client'],
    ['ProvisionedThroughputExceededException', 'client'],
    ['TooManyRequestsException', 'client'],
  ] as const)('means that the dependency is unavailable when it is %s', (name, side) => {
    const known = familyOf('sqs', fault(name, side));

    expect(known).toMatchObject({ name: 'DependencyUnavailable', message: `sqs: ${name}: what it says` });
  });

  it.each(['ValidationException', 'AccessDeniedException'])('is not worth repeating when it is %s', (name) => {
    const known = familyOf('sqs', fault(name, 'client'));

    expect(known).toMatchObject({ name: 'ContractViolation', message: `sqs refuses: ${name}: what it says` });
  });

  it('stays what it is when it is one of ours', () => {
    const ours = new ContractViolation('ours');

    const known = familyOf('sqs', ours);

    expect(known).toBe(ours);
  });
});
