import { alertmanager } from './alertmanager/source.ts';
import { generic } from './generic/source.ts';
import type { Source } from './source.ts';

const SOURCES: readonly Source[] = [alertmanager, generic];

/** The source of that name, if there is one. */
export const sourceNamed = (name: string): Source | undefined => SOURCES.find((source) => source.name === name);

/** The names of all sources, for messages and for the secrets that each needs. */
export const SOURCE_NAMES: readonly string[] = SOURCES.map(({ name }) => name);
