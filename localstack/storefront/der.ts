// The few shapes of DER (ITU-T X.690) that a certificate is made of.

const lengthOf = (content: Buffer): Buffer => {
  if (content.length < 0x80) return Buffer.from([content.length]);
  const digits = Buffer.from(content.length.toString(16).padStart(content.length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | digits.length]), digits]);
};

/** Any element by its tag. */
export const element = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  if (content.length > 0xffff) throw new RangeError(`an element of ${content.length} bytes; allowed are 65535`);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content), content]);
};

export const sequence = (...parts: readonly Buffer[]): Buffer => element(0x30, ...parts);
export const set = (...parts: readonly Buffer[]): Buffer => element(0x31, ...parts);
export const octets = (content: Buffer): Buffer => element(0x04, content);
export const bits = (content: Buffer, unused = 0): Buffer => element(0x03, Buffer.from([unused]), content);
export const truth = (): Buffer => element(0x01, Buffer.from([0xff]));
export const utf8 = (text: string): Buffer => element(0x0c, Buffer.from(text, 'utf8'));

/** A positive integer: a leading zero keeps the highest bit from meaning "negative". */
export const integer = (bytes: Buffer): Buffer => {
  const significant = bytes.subarray(
    Math.max(
      0,
      Math.min(
        bytes.findIndex((byte) => byte !== 0),
        bytes.length - 1,
      ),
    ),
  );
  const first = significant[0] ?? 0;
  return element(0x02, first >= 0x80 ? Buffer.concat([Buffer.from([0]), significant]) : significant);
};

const base128 = (arc: number): readonly number[] => {
  const digits = [arc & 0x7f];
  for (let rest = arc >> 7; rest > 0; rest >>= 7) digits.unshift(0x80 | (rest & 0x7f));
  return digits;
};

/** An object identifier such as `2.5.29.17`. */
export const identifier = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
};

/** A moment to the second: with a year of two digits until 2049, and of four afterwards. */
export const moment = (at: Date): Buffer => {
  const digits = at.toISOString().replace(/[-:T]|\.\d+/g, '');
  const short = at.getUTCFullYear() < 2050;
  return element(short ? 0x17 : 0x18, Buffer.from(short ? digits.slice(2) : digits, 'ascii'));
};
