import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '../../localstack/home.ts';

/** A committed file of `monitoring`, so that what is printed is what is run and tested here. */
export const monitoringFile = (path: string): string => readFileSync(join(CHECKOUT, 'monitoring', path), 'utf8');
