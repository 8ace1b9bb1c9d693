import { QuarantineIdText, QuarantineQuery } from '../core/contracts/api.ts';
import type { Quarantine } from '../core/ports/quarantine.ts';
import type { ReplayQuarantined } from '../core/usecases/replay-quarantined.ts';
import { json, problem } from '../runtime/http.ts';
import { readQuery } from './read-request.ts';
import type { Route } from './router.ts';

export interface QuarantineRouteDeps {
  readonly quarantine: Pick<Quarantine, 'list' | 'counts' | 'read'>;
  readonly replay: ReplayQuarantined;
}

/** What is shown of a body, in bytes: an answer of a Lambda has a limit, and JSON may make six bytes of one. */
const MOST_SHOWN = 512 * 1024;

/** The body as text: it goes out inside JSON, as a text like any other, and is never served as what it claims to be. */
const textOf = (body: Uint8Array): { readonly body: string; readonly whole: boolean } => {
  const shown = body.subarray(0, MOST_SHOWN);
  const whole = shown.byteLength === body.byteLength;
  try {
    return { body: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(shown), whole };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { body: new TextDecoder('utf-8', { ignoreBOM: true }).decode(shown), whole: false };
  }
};

const unknown = (id: string) => problem(404, { detail: `nothing is quarantined as ${id.slice(0, 100)}` });

/** What was not understood: everybody may know that it is there; its content and its replay are for responders. */
export const quarantineRoutes = ({ quarantine, replay }: QuarantineRouteDeps): readonly Route[] => [
  {
    method: 'GET',
    path: '/quarantine',
    role: 'viewer',
    answer: async (call) => {
      const query = readQuery(QuarantineQuery, call);
      if (!query.ok) return query.answer;
      const [quarantined, counts] = await Promise.all([quarantine.list(query.value), quarantine.counts()]);
      return json(200, { quarantined, counts });
    },
  },
  {
    method: 'GET',
    path: '/quarantine/{id}',
    role: 'responder',
    answer: async ({ params: { id = '' } }) => {
      const known = QuarantineIdText.safeParse(id).data;
      const found = known && (await quarantine.read(known));
      return found ? json(200, { ...found.quarantined, ...textOf(found.body) }) : unknown(id);
    },
  },
  {
    method: 'POST',
    path: '/quarantine/{id}/replay',
    role: 'responder',
    answer: async ({ params: { id = '' } }, { subject }) => {
      const known = QuarantineIdText.safeParse(id).data;
      const replayed = known && (await replay(known, subject));
      if (replayed === undefined || replayed.outcome === 'unknown') return unknown(id);
      if (replayed.outcome === 'replayed') return json(202, { receiptId: replayed.receiptId });
      return problem(422, { detail: `it is still not understood: ${replayed.why}` });
    },
  },
];
