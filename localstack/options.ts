import { parseArgs } from 'node:util';
import { Profile } from './profile.ts';

/** What the commands of the local stack can be told. */
export interface Options {
  readonly profile: Profile;
  readonly exit: boolean;
  readonly positional: string | undefined;
}

/** Reads the command line; says what is allowed and exits with 2 when it is anything else. */
export const readOptions = (usage: string, positionals: readonly string[], allowExit = false): Options => {
  const refuse = (why: string): never => {
    console.error(`${why}\nusage: ${usage}`);
    return process.exit(2);
  };
  try {
    const parsed = parseArgs({
      options: { profile: { type: 'string', default: 'quick' }, ...(allowExit ? { exit: { type: 'boolean' } } : {}) },
      allowPositionals: positionals.length > 0,
    });
    const profile = Profile.safeParse(parsed.values.profile);
    if (!profile.success)
      return refuse(`--profile ${parsed.values.profile}: allowed are ${Profile.options.join(', ')}`);
    const [positional, ...more] = parsed.positionals;
    if (more.length > 0) return refuse(`one argument is allowed, not ${more.length + 1}`);
    if (positional !== undefined && !positionals.includes(positional)) {
      return refuse(`${positional}: allowed are ${positionals.join(', ')}`);
    }
    return { profile: profile.data, exit: 'exit' in parsed.values && parsed.values.exit === true, positional };
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
};
