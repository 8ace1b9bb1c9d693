/** What a query template may be filled with. */
export interface Blanks {
  readonly service: string;
  readonly dependency: string;
  /** Durations in seconds. */
  readonly window: number;
  readonly baseline: number;
}

/** How far ahead is foreseen, in windows. */
const FORESEEN = 12;

/** A label value as it may stand between double quotes in PromQL. */
export const escapeLabelValue = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

/** Fills a template; label values are escaped, so that no name can change what is asked. */
export const fillQuery = (template: string, blanks: Blanks): string => {
  const filled: Readonly<Record<string, string>> = {
    service: escapeLabelValue(blanks.service),
    dependency: escapeLabelValue(blanks.dependency),
    window: `${Math.ceil(blanks.window)}s`,
    baseline: `${Math.ceil(blanks.baseline)}s`,
    horizon: String(FORESEEN * Math.ceil(blanks.window)),
  };
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, blank: string) => {
    const value = Object.hasOwn(filled, blank) ? filled[blank] : undefined;
    if (value === undefined) throw new RangeError(`unknown blank in query: ${blank}`);
    return value;
  });
};
