/** A moment as an ISO 8601 string in UTC with milliseconds; sorts as text. */
export type Instant = string;

export const instant = (date: Date): Instant => date.toISOString();

export const secondsBetween = (from: Instant, to: Instant): number => (Date.parse(to) - Date.parse(from)) / 1000;

export const plusSeconds = (at: Instant, seconds: number): Instant =>
  new Date(Date.parse(at) + seconds * 1000).toISOString();
