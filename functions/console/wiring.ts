import { SignInTold } from '../core/contracts/issuer.ts';
import { jsonIn } from '../core/contracts/read-json.ts';
import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { makeConsole } from './console.ts';
import { Env } from './env.ts';
import { readPageFiles } from './page-files.ts';

const { SIGN_IN } = readConfig(Env);

export const logger = makeLogger('console');

export const page = makeConsole(readPageFiles(new URL('page/', import.meta.url)), SignInTold.parse(jsonIn(SIGN_IN)));
