import { X509Certificate } from 'node:crypto';
import { DependencyUnavailable } from '../../../core/domain/errors.ts';
import type { Certificate, Presented } from '../source.ts';

const DEADLINE_MS = 3000;
const LARGEST = 32_000;
/** SNS changes its certificate about once a year and region. */
const MOST_KEPT = 20;

const certificateIn = (pem: string): Certificate | undefined => {
  try {
    const { publicKey, validFrom, validTo } = new X509Certificate(pem);
    return { publicKey, validFrom: new Date(validFrom), validTo: new Date(validTo) };
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
};

const answerOf = async (fetching: typeof fetch, address: URL): Promise<Response> => {
  try {
    return await fetching(address, { redirect: 'manual', signal: AbortSignal.timeout(DEADLINE_MS) });
  } catch (error) {
    throw new DependencyUnavailable('sns', `its certificate could not be fetched from ${address.host}`, {
      cause: error,
    });
  }
};

/** Fetches certificates, each once; redirects are not followed. Undefined when there is none at the address. */
export const makeCertificates = (fetching: typeof fetch = fetch): Presented['certificate'] => {
  const kept = new Map<string, Certificate>();
  return async (address) => {
    const known = kept.get(address.href);
    if (known !== undefined) return known;
    const answer = await answerOf(fetching, address);
    if (answer.status >= 500 || answer.status === 429) {
      throw new DependencyUnavailable('sns', `${address.host} answered ${answer.status} for its certificate`);
    }
    const pem = answer.ok ? await answer.text() : '';
    const certificate = pem.length > LARGEST ? undefined : certificateIn(pem);
    if (certificate !== undefined && kept.size < MOST_KEPT) kept.set(address.href, certificate);
    return certificate;
  };
};
