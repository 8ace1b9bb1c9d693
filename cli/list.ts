import type * as z from 'zod';
import { BrakeList, IncidentList, ReceiptList } from '../functions/core/contracts/api.ts';
import { dateOf, inert, type Paint, table, told, words } from './text.ts';

const coloured =
  (paint: Paint, column: number) =>
  (cell: string, at: number): string =>
    at === column ? told(paint, cell.trim().replaceAll(' ', '_'), cell) : cell;

type List = readonly string[];

/** Incidents as a table, newest first. */
export const incidentTable = (list: z.infer<typeof IncidentList>, paint: Paint): List => {
  const { incidents, cursor } = inert(IncidentList, list);
  if (incidents.length === 0) return ['no incidents'];
  const rows = incidents.map(({ id, status, openedAt, service = '', title, endedFor = '' }) => {
    return [id, words(status), dateOf(openedAt), service, title, words(endedFor)];
  });
  const lines = table(['id', 'status', 'opened', 'service', 'title', 'ended for'], rows, paint, coloured(paint, 1));
  return cursor === undefined ? lines : [...lines, paint('dim', `there are more: --cursor ${cursor}`)];
};

/** Receipts as a table, newest first. */
export const receiptTable = (list: z.infer<typeof ReceiptList>, paint: Paint): List => {
  const { receipts } = inert(ReceiptList, list);
  if (receipts.length === 0) return ['no receipts'];
  const rows = receipts.map(({ id, state, receivedAt, source, incidentId = '', reason = '' }) => {
    return [id, words(state), dateOf(receivedAt), source, incidentId, words(reason)];
  });
  return table(['id', 'state', 'received', 'source', 'incident', 'reason'], rows, paint, coloured(paint, 1));
};

/** Brakes as sentences, the engaged ones first. */
export const brakeLines = (list: z.infer<typeof BrakeList>, paint: Paint): List => {
  const { brakes } = inert(BrakeList, list);
  const moved = brakes.toSorted((a, b) => Number(b.engaged) - Number(a.engaged));
  const lines = moved.map(({ scope, engaged, by, reason, at }) => {
    const state = engaged ? paint('red', 'ENGAGED') : paint('green', 'released');
    return `${state}  ${scope}  by ${by} at ${dateOf(at)}: ${reason}`;
  });
  return lines.length === 0 ? [`${paint('green', 'released')}  no brake was ever engaged`] : lines;
};
