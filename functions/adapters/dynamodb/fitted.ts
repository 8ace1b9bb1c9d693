import type { Alert } from '../../core/domain/alert.ts';

type Texts = Readonly<Record<string, string>>;

/** What one label or annotation keeps, in bytes. */
const VALUE_LIMIT = 16 * 1024;
/** What all labels, or all annotations, of one alert keep, in bytes as JSON; an item may have 400 kB. */
const TEXTS_LIMIT = 32 * 1024;
/** What a name keeps, in bytes. */
const NAME_LIMIT = 1024;
const ELLIPSIS = '…';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const bytes = (text: string): number => encoder.encode(text).length;

/** A text of at most `limit` bytes (and a short note), cut between characters. */
export const cut = (text: string, limit = VALUE_LIMIT): string => {
  const encoded = encoder.encode(text);
  if (encoded.length <= limit) return text;
  const kept = decoder.decode(encoded.subarray(0, limit)).replace(/\uFFFD+$/u, '');
  return `${kept}${ELLIPSIS} (${encoded.length - bytes(kept)} bytes left out)`;
};

/** Labels or annotations of bounded size: long values are cut, and what no longer fits is counted under an ellipsis. */
const fittedTexts = (texts: Texts): Texts => {
  const kept: [string, string][] = [];
  let left = TEXTS_LIMIT;
  let dropped = 0;
  for (const [name, value] of Object.entries(texts)) {
    const short = cut(value);
    const size = bytes(JSON.stringify([name, short]));
    if (size > left) {
      dropped += 1;
      continue;
    }
    kept.push([name, short]);
    left -= size;
  }
  if (dropped > 0) kept.push([ELLIPSIS, `${dropped} more left out`]);
  return Object.fromEntries(kept);
};

/** The alert as it is stored: whatever a source sends, it fits into an item. */
export const fitted = (alert: Alert): Alert => ({
  ...alert,
  name: cut(alert.name, NAME_LIMIT),
  service: alert.service && cut(alert.service, NAME_LIMIT),
  severity: alert.severity && cut(alert.severity, NAME_LIMIT),
  labels: fittedTexts(alert.labels),
  annotations: fittedTexts(alert.annotations),
});
