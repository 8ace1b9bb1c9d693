import type { Route } from './routes.ts';

/** Something in a process that can really go wrong, begun and ended from outside. */
export interface Weakness {
  readonly name: string;
  /** Begins; while it goes on already, beginning again changes nothing. */
  begin(): Promise<void> | void;
  /** Ends what is left of it; tells whether there was anything left. */
  end(): Promise<boolean> | boolean;
}

/** `POST` and `DELETE /internal/<weakness>`: how the faults reach into a process. */
export const weaknessRoutes = (...weaknesses: readonly Weakness[]): readonly Route[] =>
  weaknesses.flatMap(({ name, begin, end }): readonly Route[] => [
    {
      method: 'POST',
      path: `/internal/${name}`,
      operational: true,
      handle: async () => {
        await begin();
        return { status: 200, body: { begun: true } };
      },
    },
    {
      method: 'DELETE',
      path: `/internal/${name}`,
      operational: true,
      handle: async () => ({ status: 200, body: { ended: await end() } }),
    },
  ]);
