import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readConfig } from '../../../functions/runtime/config.ts';
import { isJson } from '../../../functions/runtime/content-type.ts';
import { sameSecret } from '../../../functions/runtime/same-secret.ts';
import { bearerOf, holderOf } from '../../../functions/runtime/tokens.ts';

describe('the configuration', () => {
  const Env = z.object({ TABLE_NAME: z.string().min(1), QUEUE_URL: z.url() });

  it('is read by its schema', () => {
    const env = readConfig(Env, { TABLE_NAME: 't', QUEUE_URL: 'http://q', OTHER: 'x' });

    expect(env).toEqual({ TABLE_NAME: 't', QUEUE_URL: 'http://q' });
  });

  it('fails once and names everything that is wrong', () => {
    const reading = () => readConfig(Env, { QUEUE_URL: 'nowhere' });

    expect(reading).toThrow(/TABLE_NAME[\s\S]*QUEUE_URL|QUEUE_URL[\s\S]*TABLE_NAME/);
  });
});

describe('a secret', () => {
  it.each([
    ['a', 'a', true],
    ['a', 'b', false],
    ['', 'a', false],
    ['a', 'aa', false],
    ['ä', 'ä', true],
  ])('%j is %j: %s', (given, expected, same) => {
    expect(sameSecret(given, expected)).toBe(same);
  });

  it('is compared as the bytes that were sent', () => {
    expect(sameSecret(new Uint8Array([0x61]), 'a')).toBe(true);
  });
});

describe('a bearer token', () => {
  it.each([
    ['Bearer abc', 'abc'],
    ['bearer  abc ', 'abc'],
    ['Basic abc', undefined],
    ['Bearer', undefined],
    ['Bearer a b', undefined],
    ['Bearer a\nb', undefined],
    [undefined, undefined],
  ])('in %j is %j', (header, token) => {
    expect(bearerOf(header)).toBe(token);
  });

  it('belongs to the one who holds it', () => {
    const tokens = { a: { token: '1', role: 'viewer' }, b: { token: '2', role: 'admin' } };

    expect(holderOf('2', tokens)).toEqual({ subject: 'b', token: '2', role: 'admin' });
    expect(holderOf('3', tokens)).toBeUndefined();
  });
});

describe('a content type', () => {
  it.each([
    ['application/json', true],
    ['application/json;charset=UTF-8', true],
    ['application/json; charset="utf-8"', true],
    ['application/vnd.x+json', true],
    ['application/json; charset=latin1', false],
    ['application/jsonx', false],
    ['text/json', false],
    ['', false],
    [undefined, false],
  ])('%j is JSON: %s', (type, expected) => {
    expect(isJson(type)).toBe(expected);
  });
});
