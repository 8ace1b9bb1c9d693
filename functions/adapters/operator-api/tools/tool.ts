import type * as z from 'zod';
import type { Desk } from '../desk.ts';

/** What a tool does to the world, told honestly. */
export interface Hints {
  readonly title: string;
  /** It changes nothing, but for the line on the timeline that says that it was called. */
  readonly readOnlyHint: boolean;
  /** It may take away what was there. */
  readonly destructiveHint: boolean;
  /** Calling it again with the same arguments changes nothing more. */
  readonly idempotentHint: boolean;
  /** It reaches what lies outside of this installation. */
  readonly openWorldHint: boolean;
}

/** One ability offered to models, with what it takes and answers. */
export interface Tool<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly description: string;
  readonly hints: Hints;
  readonly input: I;
  readonly output: O;
  /** Takes what a model sent, not yet parsed. */
  run(desk: Desk, given: unknown): Promise<Readonly<Record<string, unknown>>>;
}

interface Declared<I extends z.ZodObject, O extends z.ZodObject> extends Omit<Tool<I, O>, 'run' | 'hints'> {
  readonly hints: { readonly title: string } & Partial<Hints>;
  does(desk: Desk, input: z.output<I>): Promise<z.input<O>>;
}

const READS = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false } as const;

/** Declares a tool; it reads only, unless its hints say otherwise. What it answers is held against its own schema. */
export const tool = <I extends z.ZodObject, O extends z.ZodObject>({ does, hints, ...rest }: Declared<I, O>): Tool => ({
  ...rest,
  hints: { ...READS, ...hints },
  run: async (desk, given) => rest.output.parse(await does(desk, rest.input.parse(given))),
});
