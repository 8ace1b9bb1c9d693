import { describe, expect, it } from 'vitest';
import { makeCertificates } from '../../../../functions/adapters/sources/cloudwatch/certificates.ts';
import { A_CERTIFICATE } from '../../../support/source-bodies/certificate.ts';

const ADDRESS = new URL('https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem');

const answering = (...answers: readonly (Response | Error)[]) => {
  const asked: (RequestInit | undefined)[] = [];
  const fetching: typeof fetch = async (_, options) => {
    const answer = answers[asked.length] ?? new Error('nothing more');
    asked.push(options);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, certificates: makeCertificates(fetching) };
};

describe('certificates', () => {
  it('are fetched once', async () => {
    const { asked, certificates } = answering(new Response(A_CERTIFICATE));

    const [first, second] = [await certificates(ADDRESS), await certificates(ADDRESS)];

    expect(asked).toHaveLength(1);
    expect(second).toBe(first);
    expect(first?.publicKey.asymmetricKeyType).toBe('rsa');
    expect(first?.validFrom.toISOString().slice(0, 10)).toBe('2026-11-24');
  });

  it('are never fetched from where a redirect leads', async () => {
    const { asked, certificates } = answering(
      new Response('', { status: 302, headers: { location: 'https://x.org' } }),
    );

    const certificate = await certificates(ADDRESS);

    expect(certificate).toBeUndefined();
    expect(asked.map((options) => options?.redirect)).toEqual(['manual']);
  });

  it.each([
    ['no such page', new Response('', { status: 404 })],
    ['something else', new Response('<html>')],
    ['far too much', new Response(A_CERTIFICATE.repeat(100))],
  ])('are not there when the answer is %s, and are asked for again', async (_, answer) => {
    const { certificates } = answering(answer, new Response(A_CERTIFICATE));

    const [first, second] = [await certificates(ADDRESS), await certificates(ADDRESS)];

    expect([first, second === undefined]).toEqual([undefined, false]);
  });

  it.each([
    ['no answer comes', new TypeError('fetch failed')],
    ['the host is in trouble', new Response('', { status: 503 })],
    ['the host has had enough of us', new Response('', { status: 429 })],
  ])('fail when %s, so that the sender comes again', async (_, answer) => {
    const { certificates } = answering(answer);

    const asked = certificates(ADDRESS);

    await expect(asked).rejects.toMatchObject({ name: 'DependencyUnavailable' });
  });
});
