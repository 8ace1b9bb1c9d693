import * as z from 'zod';

/** The environment lacks something or holds something else than was agreed. */
export class ConfigurationInvalid extends Error {
  override readonly name = 'ConfigurationInvalid';
  readonly remedy = 'correct the environment variables of this function and deploy again';
}

/** Reads the environment once, at start: what is wrong is named, all of it, before anything else happens. */
export const readConfig = <S extends z.ZodType>(
  schema: S,
  env: Readonly<Record<string, string | undefined>> = process.env,
): z.infer<S> => {
  const parsed = schema.safeParse(env);
  if (!parsed.success) throw new ConfigurationInvalid(`environment: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};
