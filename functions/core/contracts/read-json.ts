/** The JSON in a body, or why there is none. What was sent is never repeated in the reason. */
export const readJson = (
  rawBody: Uint8Array | string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string } => {
  let text: string;
  try {
    text = typeof rawBody === 'string' ? rawBody : new TextDecoder('utf-8', { fatal: true }).decode(rawBody);
  } catch (error) {
    if (error instanceof TypeError) return { ok: false, why: 'the body is not valid UTF-8' };
    throw error;
  }
  if (text.trim() === '') return { ok: false, why: 'the body is empty; a JSON document was expected' };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, why: 'the body is not valid JSON' };
    throw error;
  }
};

/** The JSON in a text, or undefined where there is none: for those whose schema refuses that anyway. */
export const jsonIn = (text: string): unknown => {
  const read = readJson(text);
  return read.ok ? read.value : undefined;
};
