import { createHmac, timingSafeEqual } from 'node:crypto';
import { problem } from './answers.ts';
import { saysOf } from './log.ts';
import type { Answer, Asked, Route } from './routes.ts';

/** Something that an administrator may ask of a process. */
export interface AdminCall {
  /** What it would change, as it is now. */
  state(): unknown;
  /** Does it; throws when what was given does not fit. Answers what was changed. */
  run(given: unknown): Promise<unknown> | unknown;
}

/** A signature is good for this long, so that one that was overheard is worth little. */
const GOOD_FOR_SECONDS = 60;

/** The signature of a call: over when it was made, what is asked, and with which body. */
export const signatureOf = (key: string, timestamp: string, { method, url, body }: Signed): string =>
  createHmac('sha256', key).update(`${timestamp}.${method} ${url}.${body}`).digest('hex');

interface Signed {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const isSigned = (key: string, method: string, { url, body, header }: Asked, now: number): boolean => {
  const timestamp = header('x-timestamp') ?? '';
  const age = Math.abs(now / 1000 - Number(timestamp));
  if (!/^\d+$/.test(timestamp) || age > GOOD_FOR_SECONDS) return false;
  return same(header('x-signature') ?? '', signatureOf(key, timestamp, { method, url, body }));
};

/** As many answers are remembered as administrators can have asked for lately. */
const REMEMBERED = 100;

/** Whoever asks the same again, by the key of what is asked, is told what came of it and nothing is done twice. */
const onceEach = (run: AdminCall['run']): ((key: string | undefined, given: unknown) => Promise<unknown>) => {
  const answers = new Map<string, Promise<unknown>>();
  return (key, given) => {
    const known = key === undefined ? undefined : answers.get(key);
    if (known !== undefined) return known;
    const answer = Promise.resolve().then(() => run(given));
    if (key === undefined) return answer;
    answers.set(key, answer);
    // What failed may be asked again.
    answer.catch(() => answers.delete(key));
    const [oldest] = answers.keys();
    if (answers.size > REMEMBERED && oldest !== undefined) answers.delete(oldest);
    return answer;
  };
};

const jsonOf = (body: string): unknown => (body === '' ? {} : JSON.parse(body));

/** `GET /admin/<call>` tells what it would change, `POST` does it; both only for those who sign with the key. */
export const adminRoutes = (key: string, calls: Readonly<Record<string, AdminCall>>): readonly Route[] => {
  const guarded = (method: 'GET' | 'POST', name: string, answer: (asked: Asked) => Promise<unknown>): Route => ({
    method,
    path: `/admin/${name}`,
    operational: true,
    handle: async (asked): Promise<Answer> => {
      if (!isSigned(key, method, asked, Date.now())) return problem(401, 'Unauthorized', 'no valid signature');
      try {
        return { status: 200, body: await answer(asked) };
      } catch (thrown) {
        return problem(422, 'Unprocessable Content', saysOf(thrown));
      }
    },
  });
  return Object.entries(calls).flatMap(([name, call]) => {
    const once = onceEach(call.run);
    return [
      guarded('GET', name, async () => ({ state: await call.state() })),
      guarded('POST', name, async ({ body, header }) => ({
        changed: await once(header('idempotency-key'), jsonOf(body)),
      })),
    ];
  });
};
