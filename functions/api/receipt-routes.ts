import { ReceiptQuery, ReceiptView } from '../core/contracts/api.ts';
import type { ReceiptStore } from '../core/ports/receipt-store.ts';
import type { LookUpReceipt } from '../core/usecases/look-up-receipt.ts';
import { json, problem } from '../runtime/http.ts';
import { readQuery } from './read-request.ts';
import type { Route } from './router.ts';

/** Looking up what became of a notification. */
export const receiptRoutes = (receipts: Pick<ReceiptStore, 'list'>, lookUp: LookUpReceipt): readonly Route[] => [
  {
    method: 'GET',
    path: '/receipts',
    role: 'viewer',
    answer: async (call) => {
      const query = readQuery(ReceiptQuery, call);
      return query.ok ? json(200, { receipts: await receipts.list(query.value.limit) }) : query.answer;
    },
  },
  {
    method: 'GET',
    path: '/receipts/{id}',
    role: 'viewer',
    answer: async ({ params: { id = '' } }) => {
      const known = ReceiptView.shape.id.safeParse(id).data;
      const receipt = known && (await lookUp(known));
      return receipt ? json(200, receipt) : problem(404, { detail: `no receipt ${id.slice(0, 64)}` });
    },
  },
];
