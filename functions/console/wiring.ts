import { makeLogger } from '../runtime/logger.ts';
import { makeConsole } from './console.ts';
import { readPageFiles } from './page-files.ts';

export const logger = makeLogger('console');

export const page = makeConsole(readPageFiles(new URL('page/', import.meta.url)));
