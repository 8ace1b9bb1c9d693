import type { Receipt } from '../../../functions/core/domain/receipt.ts';
import type { ReceiptStore } from '../../../functions/core/ports/receipt-store.ts';
import { emptyMemory, type Memory } from './memory.ts';

/** Receipts in memory; one that has settled never changes again, unless it was sent back from the dead letters. */
export const inMemoryReceiptStore = (memory: Memory = emptyMemory()): ReceiptStore => {
  const write = async (receipt: Receipt) => {
    const known = memory.receipts.get(receipt.id);
    const left = receipt.redrivenAt === undefined ? ['queued'] : ['queued', 'dead_lettered'];
    if (known === undefined || left.includes(known.state)) memory.receipts.set(receipt.id, receipt);
  };
  return {
    issue: write,
    settle: write,
    read: async (id) => memory.receipts.get(id),
    stuck: async (before, limit) =>
      [...memory.receipts.values()]
        .filter(({ state, receivedAt }) => state === 'queued' && receivedAt < before)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit),
    list: async (limit) => [...memory.receipts.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit),
  };
};
