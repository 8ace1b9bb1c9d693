import { Problem } from './shapes.ts';

/** A contract by which an answer is read once. */
interface Contract<T> {
  safeParse(
    given: unknown,
  ): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: Error };
}

/** The credential is missing, wrong or gone. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
}

/** The API has nothing under this path. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}

/** Something that is read again and again; what did not change is the same object. */
export type Reader<T> = () => Promise<T>;

const API = new URL(location.pathname.replace(/\/console(\/.*)?$/, '/'), location.origin);
const PATIENCE_MILLISECONDS = 15_000;

const whyNot = async (response: Response): Promise<string> => {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const problem = Problem.safeParse(isJson ? JSON.parse(text) : undefined);
  return problem.success ? problem.data.detail : `the API answered ${response.status}`;
};

const refused = async (response: Response): Promise<Error> => {
  const why = await whyNot(response);
  if (response.status === 401) return new SignedOut('This token is not known here.');
  return response.status === 404 ? new NotThere(why) : new Error(why);
};

/** Speaks to the API with the token of this tab. */
export const makeClient = (tokenOf: () => string | undefined) => {
  const send = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(new URL(path, API), {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${tokenOf() ?? ''}` },
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });

  return {
    reader: <T>(path: string, contract: Contract<T>): Reader<T> => {
      let kept: { readonly etag: string | null; readonly text: string; readonly body: T } | undefined;
      return async () => {
        const headers = kept?.etag ? { 'if-none-match': kept.etag } : {};
        const response = await send(path, { headers });
        if (response.status === 304 && kept !== undefined) return kept.body;
        if (!response.ok) throw await refused(response);
        const text = await response.text();
        if (text === kept?.text) return kept.body;
        const parsed = contract.safeParse(JSON.parse(text));
        if (!parsed.success) throw new Error(`this page does not understand what the API answered for ${path}`);
        kept = { etag: response.headers.get('etag'), text, body: parsed.data };
        return kept.body;
      };
    },

    /** Does something; answers why it was refused, if it was. */
    act: async (method: 'POST' | 'PUT', path: string, body: unknown): Promise<string | undefined> => {
      const headers = { 'content-type': 'application/json' };
      const response = await send(path, { method, headers, body: JSON.stringify(body) });
      return response.ok ? undefined : whyNot(response);
    },
  };
};

export type Client = ReturnType<typeof makeClient>;

/** What a part of a page shows when the rest of it must not fail with it. */
export type Perhaps<T> = { readonly value: T } | { readonly missing: string };

/** Reads something that a page can do without; only a lost sign-in goes through. */
export const perhaps = <T>(read: Reader<T>): Reader<Perhaps<T>> => {
  let last: Perhaps<T> | undefined;
  return async () => {
    try {
      const value = await read();
      if (last === undefined || !('value' in last) || last.value !== value) last = { value };
    } catch (error) {
      if (error instanceof SignedOut) throw error;
      const missing = error instanceof Error ? error.message : String(error);
      if (last === undefined || !('missing' in last) || last.missing !== missing) last = { missing };
    }
    return last;
  };
};
