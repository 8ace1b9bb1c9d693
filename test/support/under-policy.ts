export { inMode, underPolicy } from '../../localstack/under-policy.ts';
