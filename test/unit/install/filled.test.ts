import { describe, expect, it } from 'vitest';
import { OperatorTokens, SourceSecrets } from '../../../functions/core/contracts/secrets.ts';
import { fillOperatorTokens, fillSourceSecrets } from '../../../functions/install/filled.ts';

const counting = () => {
  let made = 0;
  return () => `a-random-value-${++made}`.padEnd(20, '.');
};

const filled = (text: string | undefined): unknown => JSON.parse(text ?? 'null');

describe('operator tokens', () => {
  it('are made for the first operators, a different one for each', () => {
    const text = fillOperatorTokens('{}', counting());

    const tokens = OperatorTokens.parse(filled(text));
    expect(Object.entries(tokens).map(([subject, { role }]) => [subject, role])).toEqual([
      ['viewer', 'viewer'],
      ['responder', 'responder'],
      ['approver', 'approver'],
      ['approver2', 'approver'],
      ['admin', 'admin'],
      ['reporter', 'reporter'],
    ]);
    expect(new Set(Object.values(tokens).map(({ token }) => token)).size).toBe(6);
  });

  it('stay as they are once there is one, so that an operator who was removed does not come back', () => {
    const kept = JSON.stringify({ ada: { role: 'admin', token: 'a token of her own' } });

    expect(fillOperatorTokens(kept, counting())).toBeUndefined();
  });
});

describe('source secrets', () => {
  it('are made for each source that has none', () => {
    const kept = { alertmanager: 'the one that it has' };

    const text = fillSourceSecrets(['alertmanager', 'generic'])(JSON.stringify(kept), counting());

    expect(SourceSecrets.parse(filled(text))).toEqual({ ...kept, generic: counting()() });
  });

  it('stay as they are when every source has one, even two while one is being replaced', () => {
    const kept = JSON.stringify({ alertmanager: ['the old one of two', 'the new one of two'] });

    expect(fillSourceSecrets(['alertmanager'])(kept, counting())).toBeUndefined();
  });
});

describe('a secret that was spoiled', () => {
  it.each([
    ['operator tokens', fillOperatorTokens],
    ['source secrets', fillSourceSecrets(['generic'])],
  ])('refuses %s that are not json, without quoting them', (_what, fill) => {
    const spoiled = () => fill('hunter2-hunter2', counting());

    expect(spoiled).toThrow('not json');
    expect(spoiled).not.toThrow('hunter2');
  });

  it('refuses tokens of another shape, without quoting them', () => {
    const spoiled = () => fillOperatorTokens('{"ada":"hunter2-hunter2"}', counting());

    expect(spoiled).toThrow('ada');
    expect(spoiled).not.toThrow('hunter2');
  });
});
