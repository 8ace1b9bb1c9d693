import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { belongs, issue, makeAuthority } from '../../../localstack/storefront/certificate.ts';
import { integer, moment } from '../../../localstack/storefront/der.ts';

const FROM = new Date('2026-11-01T00:00:00Z');
const AUTHORITY = { name: 'Test CA', from: FROM, until: new Date('2055-01-01T00:00:00Z') };
const WANTED = { name: 'shop.test', from: FROM, until: new Date('2027-01-30T12:34:56Z') };

const anAuthority = () => ({ ...makeAuthority(AUTHORITY), name: AUTHORITY.name });

describe('a certificate of the local authority', () => {
  it('is what it was wanted to be, as OpenSSL reads it', () => {
    const { certificate, key } = issue(anAuthority(), WANTED);
    const read = new X509Certificate(certificate);

    expect(read.subject).toBe('CN=shop.test');
    expect(read.issuer).toBe('CN=Test CA');
    expect(read.validToDate).toEqual(WANTED.until);
    expect(read.subjectAltName).toBe('DNS:shop.test, IP Address:127.0.0.1');
    expect(read.ca).toBe(false);
    expect(belongs(key, read.publicKey)).toBe(true);
  });

  it('is issued and signed by that authority, and by no other', () => {
    const authority = anAuthority();
    const read = new X509Certificate(issue(authority, WANTED).certificate);
    const [own, other] = [authority, anAuthority()].map(({ certificate }) => new X509Certificate(certificate));

    expect(own?.ca).toBe(true);
    expect(read.checkIssued(own ?? read)).toBe(true);
    expect(read.verify((own ?? read).publicKey)).toBe(true);
    expect(read.verify((other ?? read).publicKey)).toBe(false);
  });

  it('never has the serial number of another', () => {
    const authority = anAuthority();

    const serials = [1, 2].map(() => new X509Certificate(issue(authority, WANTED).certificate).serialNumber);

    expect(new Set(serials).size).toBe(2);
  });
});

describe('DER', () => {
  it.each([
    ['00', '020100'],
    ['7f', '02017f'],
    ['80', '02020080'],
    ['0001', '020101'],
    ['ff00', '020300ff00'],
  ])('writes the integer %s as %s', (bytes, der) => {
    expect(integer(Buffer.from(bytes, 'hex')).toString('hex')).toBe(der);
  });

  it.each([
    ['2049-12-31T23:59:59Z', '491231235959Z'],
    ['2050-01-01T00:00:00Z', '20500101000000Z'],
  ])('writes the moment %s as %s', (at, text) => {
    expect(moment(new Date(at)).subarray(2).toString('ascii')).toBe(text);
  });
});
