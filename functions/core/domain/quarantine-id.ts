/** The source and the SHA-256 of the body's bytes: the same body of the same source is one. */
export type QuarantineId = `${string}-${string}`;
