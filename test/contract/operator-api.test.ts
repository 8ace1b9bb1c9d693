import { describe, expect, it } from 'vitest';
import { sha256 } from '../../functions/adapters/crypto/digest.ts';
import {
  BrakeList,
  BrakeView,
  Health,
  IncidentList,
  IncidentView,
  Me,
  Problem,
  QuarantinedBodyView,
  QuarantineList,
  ReceiptList,
  ReceiptView,
} from '../../functions/core/contracts/api.ts';
import { AuditView } from '../../functions/core/contracts/audit.ts';
import { PipelineView } from '../../functions/core/contracts/pipeline.ts';
import { RunbookList } from '../../functions/core/contracts/runbooks.ts';
import { SeriesView } from '../../functions/core/contracts/series.ts';
import type { IncidentId } from '../../functions/core/domain/incident.ts';
import { aBrake, aReceipt } from '../support/builders.ts';
import { aRequest, bodyOf } from '../support/http.ts';
import { lawfulFacts } from '../support/lawful-facts.ts';
import { anOperatorApi } from '../support/operator-api.ts';
import { bytes } from '../support/payloads.ts';

const RECEIPT = aReceipt({
  state: 'opened',
  incidentId: 'INC-01KJQ000000000000000000001',
  settledAt: '2026-03-02T10:00:01.000Z',
});

const KEPT = `grafana-${sha256('{}')}`;

/** An API over a record in which everything has happened. */
const aFullApi = async () => {
  const { record } = await lawfulFacts();
  const { answer, memory, setApart } = anOperatorApi(async () => ({ subject: 'ada', role: 'admin' }));
  for (const whole of record.incidents) memory.incidents.set(whole.incident.id, whole);
  memory.receipts.set(RECEIPT.id, RECEIPT);
  memory.brakes.set('global', aBrake());
  const unfit = { source: 'grafana', body: bytes('{}'), headers: { 'content-type': 'application/json' } };
  await setApart({ ...unfit, reason: 'body_unmapped', why: 'no shape that is known' });
  const get = async (path: string, method = 'GET', body: unknown = '') => {
    const headers = { authorization: 'Bearer token', 'content-type': 'application/json' };
    return bodyOf(await answer(aRequest({ method, path, headers, body })));
  };
  return { get, ids: record.incidents.map(({ incident }): IncidentId => incident.id) };
};

describe('what the operator API answers', () => {
  it('keeps to its contract and leaves nothing out, for every incident', async () => {
    const { get, ids } = await aFullApi();

    const views = await Promise.all(ids.map((id) => get(`/incidents/${id}`)));

    expect(views.length).toBeGreaterThan(3);
    for (const view of views) expect(IncidentView.parse(view)).toEqual(view);
  });

  it.each([
    ['/health', Health],
    ['/incidents', IncidentList],
    ['/receipts', ReceiptList],
    [`/receipts/${RECEIPT.id}`, ReceiptView],
    ['/quarantine', QuarantineList],
    [`/quarantine/${KEPT}`, QuarantinedBodyView],
    ['/brake', BrakeList],
    ['/me', Me],
    ['/pipeline', PipelineView],
    ['/runbooks', RunbookList],
    ['/incidents/none', Problem],
    ['/nothing', Problem],
  ] as const)('keeps to its contract at GET %s', async (path, contract) => {
    const { get } = await aFullApi();

    const answered = await get(path);

    expect(contract.parse(answered)).toEqual(answered);
  });

  it.each([
    ['audit', AuditView],
    ['series', SeriesView],
  ] as const)('keeps to its contract at GET /incidents/{id}/%s, for every incident', async (part, contract) => {
    const { get, ids } = await aFullApi();

    const answers = await Promise.all(ids.map((id) => get(`/incidents/${id}/${part}`)));

    for (const answered of answers) expect(contract.parse(answered)).toEqual(answered);
  });

  it('keeps to its contract at PUT /brake', async () => {
    const { get } = await aFullApi();

    const answered = await get('/brake', 'PUT', { engaged: false, reason: 'understood' });

    expect(BrakeView.parse(answered)).toEqual(answered);
  });

  it('tells every leg of a recovery, in order, and our part of it', async () => {
    const { get, ids } = await aFullApi();

    const { durations } = IncidentView.parse(await get(`/incidents/${ids[0]}`));

    expect(durations.map(({ name }) => name)).toEqual([
      'firing to webhook',
      'webhook to diagnosis',
      'diagnosis to action',
      'action to verified',
      'verified to closed',
      'total',
      'ours',
    ]);
  });
});
