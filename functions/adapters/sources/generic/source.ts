import { parseWith } from '../parse-with.ts';
import type { Source } from '../source.ts';
import { auth } from './auth.ts';
import { GenericNotification } from './contract.ts';
import { groupsOf } from './mapping.ts';

/** Any sender that can be told what to post. */
export const generic: Source = { name: 'generic', ...auth, parse: parseWith(GenericNotification, groupsOf) };
