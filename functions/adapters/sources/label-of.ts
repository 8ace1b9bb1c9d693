/** A label's value; an empty one counts as absent, as Prometheus holds it, and inherited names are no labels. */
export const labelOf = (labels: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(labels, name) ? labels[name] || undefined : undefined;
