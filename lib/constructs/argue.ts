import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Acknowledges findings of cdk-nag on a construct, each by id with the reason why it stands. */
export const argue = (on: IConstruct, reasons: Readonly<Record<string, string>>): void => {
  Validations.of(on).acknowledge(...Object.entries(reasons).map(([id, reason]) => ({ id, reason })));
};
