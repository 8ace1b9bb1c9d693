import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { bits, element, identifier, integer, moment, octets, sequence, set, truth, utf8 } from './der.ts';

/** A private key and the certificate for it, in PEM. */
export interface Identity {
  readonly key: string;
  readonly certificate: string;
}

/** Whom a certificate is for, and from when until when. */
export interface Wanted {
  readonly name: string;
  readonly from: Date;
  readonly until: Date;
}

const ECDSA_WITH_SHA256 = sequence(identifier('1.2.840.10045.4.3.2'));

const nameOf = (name: string): Buffer => sequence(set(sequence(identifier('2.5.4.3'), utf8(name))));

const extension = (id: string, value: Buffer, critical: boolean): Buffer =>
  sequence(identifier(id), ...(critical ? [truth()] : []), octets(value));

const LOOPBACK = Buffer.from([127, 0, 0, 1]);

/** May sign certificates, and nothing below it may. */
const FOR_AUTHORITY = [
  extension('2.5.29.19', sequence(truth(), integer(Buffer.from([0]))), true),
  extension('2.5.29.15', bits(Buffer.from([0x06]), 1), true),
];

/** For a server under this name, or at the loopback address. */
const forServer = (name: string): readonly Buffer[] => [
  extension('2.5.29.19', sequence(), true),
  extension('2.5.29.15', bits(Buffer.from([0x80]), 7), true),
  extension('2.5.29.37', sequence(identifier('1.3.6.1.5.5.7.3.1')), false),
  extension('2.5.29.17', sequence(element(0x82, Buffer.from(name, 'ascii')), element(0x87, LOOPBACK)), false),
];

const pemOf = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;

interface Signed {
  readonly wanted: Wanted;
  readonly publicKey: KeyObject;
  readonly issuer: string;
  readonly signer: KeyObject;
  readonly extensions: readonly Buffer[];
}

const signed = ({ wanted, publicKey, issuer, signer, extensions }: Signed): string => {
  const content = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(randomBytes(16)),
    ECDSA_WITH_SHA256,
    nameOf(issuer),
    sequence(moment(wanted.from), moment(wanted.until)),
    nameOf(wanted.name),
    publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(...extensions)),
  );
  return pemOf(sequence(content, ECDSA_WITH_SHA256, bits(sign('sha256', content, signer))));
};

const newKey = (): { readonly pem: string; readonly publicKey: KeyObject; readonly privateKey: KeyObject } => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return { pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), publicKey, privateKey };
};

/** A certificate authority of our own, trusted by whoever is told to. */
export const makeAuthority = (wanted: Wanted): Identity => {
  const { pem, publicKey, privateKey } = newKey();
  const of = { wanted, publicKey, issuer: wanted.name, signer: privateKey, extensions: FOR_AUTHORITY };
  return { key: pem, certificate: signed(of) };
};

/** A new key with a certificate for it, issued by the authority. */
export const issue = (authority: Identity & { readonly name: string }, wanted: Wanted): Identity => {
  const { pem, publicKey } = newKey();
  const signer = createPrivateKey(authority.key);
  const extensions = forServer(wanted.name);
  return { key: pem, certificate: signed({ wanted, publicKey, issuer: authority.name, signer, extensions }) };
};

/** Whether a key belongs to a certificate's public key. */
export const belongs = (key: string, publicKey: KeyObject): boolean =>
  createPublicKey(key)
    .export({ type: 'spki', format: 'der' })
    .equals(publicKey.export({ type: 'spki', format: 'der' }));
