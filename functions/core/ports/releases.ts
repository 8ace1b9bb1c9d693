/** What is deployed behind an alias. */
export interface Deployed {
  readonly current: string;
  /** Published versions, oldest first, with when they were published. */
  readonly versions: readonly { readonly version: string; readonly publishedAt: string }[];
  /** The alias's revision: changes with every move, so that a later write can insist on it. */
  readonly revision: string;
  /** Share of traffic to other versions, if any. */
  readonly weights: Readonly<Record<string, number>>;
}

/** Looks at released versions. Unreachable is `DependencyUnavailable`. */
export interface Releases {
  deployed(functionName: string, alias: string): Promise<Deployed>;
}
