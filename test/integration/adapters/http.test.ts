import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { httpProbe } from '../../../functions/adapters/http/probe.ts';
import { prometheusMetrics } from '../../../functions/adapters/prometheus/metrics.ts';
import type { Sample } from '../../../functions/core/domain/verification.ts';
import type { LabelledValue } from '../../../functions/core/ports/metrics.ts';
import { metricsContract } from '../../contract/metrics.ts';
import { probeContract } from '../../contract/probe.ts';
import { fixedClock } from '../../support/fakes/clock.ts';

const servers: Server[] = [];

const serving = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
};

const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

afterEach(async () => {
  await Promise.all(servers.splice(0).map(close));
});

const answering = (status: number, body: unknown) =>
  serving((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', location: '/elsewhere' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });

const NOW = new Date('2026-03-02T10:00:00.000Z');
const vector = (...values: string[]) => ({
  status: 'success',
  data: { resultType: 'vector', result: values.map((value) => ({ metric: { a: 'b' }, value: [1772445600, value] })) },
});
const matrix = (...series: (readonly (readonly [number, string])[])[]) => ({
  status: 'success',
  data: { resultType: 'matrix', result: series.map((values) => ({ metric: {}, values })) },
});

/** A stand-in for Prometheus that knows a few queries. */
const standIn = async () => {
  const values = new Map<string, readonly LabelledValue[]>();
  const series = new Map<string, readonly Sample[]>();
  const url = await serving(async (request, response) => {
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
    const query = form.get('query') ?? '';
    const samples = series.get(query)?.map(([at, value]) => [at, String(value)] as const);
    response.end(
      JSON.stringify(
        request.url === '/prefix/api/v1/query_range'
          ? matrix(...(samples ? [samples] : []))
          : {
              status: 'success',
              data: {
                resultType: 'vector',
                result: (values.get(query) ?? []).map(({ labels, value }) => ({
                  metric: labels,
                  value: [Number(form.get('time')), String(value)],
                })),
              },
            },
      ),
    );
  });
  return { url: `${url}/prefix/`, values, series };
};

describe('metrics of Prometheus', () => {
  metricsContract(async () => {
    const { url, values, series } = await standIn();
    return {
      metrics: prometheusMetrics({ url }),
      say: (query, answer) => values.set(query, answer),
      draw: (query, samples) => series.set(query, samples),
      fallSilent: async () => {
        await Promise.all(servers.splice(0).map(close));
      },
    };
  });

  it('leaves out what is not a number, and keeps the infinite as the largest number', async () => {
    const metrics = prometheusMetrics({ url: await answering(200, vector('NaN', '+Inf', '-Inf', '0.5')) });

    const answer = await metrics.at('ratio', NOW);

    expect(answer.map(({ value }) => value)).toEqual([Number.MAX_VALUE, -Number.MAX_VALUE, 0.5]);
  });

  it('leaves samples out of a series that are not numbers', async () => {
    const url = await answering(
      200,
      matrix([
        [1, '1'],
        [2, 'NaN'],
        [3, '3'],
      ]),
    );

    const answer = await prometheusMetrics({ url }).over('ratio', NOW, NOW, 1);

    expect(answer).toEqual([
      [1, 1],
      [3, 3],
    ]);
  });

  it('answers a scalar as one value without labels', async () => {
    const url = await answering(200, { status: 'success', data: { resultType: 'scalar', result: [1, '7'] } });

    const answer = await prometheusMetrics({ url }).at('scalar(x)', NOW);

    expect(answer).toEqual([{ labels: {}, value: 7 }]);
  });

  it('has no samples of a time that has not begun', async () => {
    const metrics = prometheusMetrics({ url: 'http://127.0.0.1:9' });

    const answer = await metrics.over('up', new Date(NOW.getTime() + 1), NOW, 1);

    expect(answer).toEqual([]);
  });

  it('fails for good on a query that Prometheus calls wrong', async () => {
    const url = await answering(400, { status: 'error', errorType: 'bad_data', error: 'parse error: unclosed {' });

    const answer = prometheusMetrics({ url }).at('sum by (', NOW);

    await expect(answer).rejects.toMatchObject({
      name: 'ContractViolation',
      message: expect.stringContaining('sum by ('),
    });
  });

  it('fails for good when a query over time yields several series', async () => {
    const url = await answering(200, matrix([[1, '1']], [[1, '2']]));

    const answer = prometheusMetrics({ url }).over('up', NOW, NOW, 1);

    await expect(answer).rejects.toMatchObject({
      name: 'ContractViolation',
      message: expect.stringContaining('2 series'),
    });
  });

  it.each([
    ['overloaded', 503, { status: 'error', errorType: 'timeout', error: 'query timed out' }],
    ['not itself', 200, '<html>a login page</html>'],
    ['broken', 500, 'oops'],
    ['somewhere else', 302, ''],
    ['not there', 404, 'page not found'],
  ])('fails as unavailable when Prometheus is %s', async (_, status, body) => {
    const url = await answering(status, body);

    const answer = prometheusMetrics({ url }).at('up', NOW);

    await expect(answer).rejects.toMatchObject({ name: 'DependencyUnavailable' });
  });

  it('fails as unavailable when no answer comes within the deadline', async () => {
    const url = await serving(() => undefined);

    const answer = prometheusMetrics({ url, deadlineMs: 50 }).at('up', NOW);

    await expect(answer).rejects.toMatchObject({
      name: 'DependencyUnavailable',
      message: expect.stringContaining('50 ms'),
    });
  });

  it('fails as unavailable when an answer stops in the middle', async () => {
    const url = await serving((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"status":');
      setImmediate(() => response.destroy());
    });

    const answer = prometheusMetrics({ url }).at('up', NOW);

    await expect(answer).rejects.toMatchObject({ name: 'DependencyUnavailable' });
  });
});

describe('probe over HTTP', () => {
  probeContract(() => ({
    probe: httpProbe(fixedClock()),
    serviceThat: (answers) => (answers === 'nothing' ? 'http://127.0.0.1:9/health' : answering(answers, '')),
  }));

  it('gives a silent service up at the deadline', async () => {
    const url = await serving(() => undefined);

    const result = await httpProbe(fixedClock(), 50)(url);

    expect(result).toMatchObject({ ok: false, error: 'no answer within 50 ms' });
  });

  it('does not follow a redirect to an address that nobody configured', async () => {
    const asked: string[] = [];
    const url = await serving((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(302, { location: '/elsewhere' }).end();
    });

    const result = await httpProbe(fixedClock())(url);

    expect(result).toMatchObject({ ok: false, status: 302 });
    expect(asked).toEqual(['/']);
  });
});
