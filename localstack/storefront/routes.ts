/** What a handler sees of a request. */
export interface Asked {
  readonly params: Readonly<Record<string, string>>;
  /** The path and query as they came in. */
  readonly url: string;
  readonly body: string;
  /** A header by its lower-case name. */
  header(name: string): string | undefined;
}

/** What a handler answers; a body that is no text is sent as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** @default application/json */
  readonly type?: string;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Segments, of which `:name` matches any one. It is also the label `route`. */
  readonly path: string;
  /** Operators and machines ask it, customers do not: it is left out of the traffic metrics. */
  readonly operational?: true;
  handle(asked: Asked): Promise<Answer> | Answer;
}

/** The route of a request, or why there is none. */
export type Match =
  | { readonly outcome: 'matched'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly outcome: 'wrong_method'; readonly allowed: readonly string[] }
  | { readonly outcome: 'unknown' };

const decoded = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

const paramsOf = (template: string, path: string): Readonly<Record<string, string>> | undefined => {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const segment = decoded(given[index] ?? '');
    if (want.startsWith(':') && segment) params[want.slice(1)] = segment;
    else if (want !== segment) return undefined;
  }
  return params;
};

/** Finds the first route that fits; earlier routes win, so `/checkout/probe` goes before `/checkout/:id`. */
export const matchRoute = (routes: readonly Route[], method: string, url: string): Match => {
  const path = url.split('?', 1)[0] ?? '';
  const allowed: string[] = [];
  for (const route of routes) {
    const params = paramsOf(route.path, path);
    if (params && route.method === method) return { outcome: 'matched', route, params };
    if (params) allowed.push(route.method);
  }
  return allowed.length > 0 ? { outcome: 'wrong_method', allowed } : { outcome: 'unknown' };
};
