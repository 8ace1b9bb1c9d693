import type * as z from 'zod';

/** The shape of a part of the domain, member by member: one that is forgotten would be lost on reading, and does not compile. */
export const shapeOf =
  <T extends object>() =>
  <S extends { readonly [K in keyof T]-?: z.ZodType<T[K]> }>(shape: S): S =>
    shape;
