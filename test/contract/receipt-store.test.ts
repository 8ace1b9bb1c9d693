import { describe } from 'vitest';
import { inMemoryReceiptStore } from '../support/fakes/receipt-store.ts';
import { receiptStoreContract } from './receipt-store.ts';

describe('receipt store in memory', () => receiptStoreContract(() => inMemoryReceiptStore()));
