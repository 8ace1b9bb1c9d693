import { existsSync, readFileSync } from 'node:fs';
import type { Client } from '../../cli/client.ts';
import { pathsOf } from '../home.ts';
import { logOf } from '../processes.ts';

const COMPLAINT = /level=(warn|error) .*?(err|msg)="(.*)"\s*$/;

/** The newest line in which Alertmanager complains, without what is in front of it. */
const complaintIn = (log: string): string | undefined => {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  const complaint = lines.findLast((line) => COMPLAINT.test(line));
  return complaint === undefined ? undefined : /err="(.*)"\s*$/.exec(complaint)?.[1]?.replaceAll('\\"', '"');
};

/** What can be said when the time is up and no incident was opened: how far the alert came. */
export const whatIsKnown = async (home: string, client: Client): Promise<readonly string[]> => {
  const { receipts } = await client.receipts({ limit: '20' }).catch(() => ({ receipts: undefined }));
  const states = receipts?.map(
    ({ source, state, reason }) => `${source} ${state}${reason === undefined ? '' : ` (${reason})`}`,
  );
  const complaint = complaintIn(logOf(home, 'alertmanager'));
  return [
    states === undefined
      ? '  receipts: the API does not answer'
      : `  receipts: ${[...new Set(states)].join(', ') || 'none'}`,
    ...(complaint === undefined ? [] : [`  Alertmanager: ${complaint}`]),
    `  logs: ${pathsOf(home).logs}`,
  ];
};
