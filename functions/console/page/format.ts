/** A closed word of ours as people read it. */
export const words = (text: string): string => text.replaceAll('_', ' ');

export const clock = (at: string | number): string => new Date(at).toLocaleTimeString([], { hour12: false });

export const day = (at: string | number): string =>
  new Date(at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium', hour12: false });

/** Moments in a text as the reader's own clock has them. */
export const clocked = (text: string): string => text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, clock);

/** The same of what the engine says, with the names of signals as words. */
export const sentence = (text: string): string => clocked(text).replace(/\b[a-z]+(?:_[a-z]+)+\b/g, words);

/** A number in as many digits as can be told apart. */
export const short = (value: number | undefined): string =>
  value === undefined ? 'none' : String(Number(value.toPrecision(4)));

export const percent = (share: number): string => {
  if (share > 0.999) return 'over 99.9 %';
  return `${(share * 100).toFixed(1)} %`;
};

/** How long something took or is old, in the two largest units that say something. */
export const lasting = (seconds: number): string => {
  const whole = Math.max(0, seconds);
  if (whole < 10) return `${whole.toFixed(1)} s`;
  if (whole < 60) return `${Math.round(whole)} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(whole % 60)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days ${hours % 24} h`;
};

/** An age that is shown while it grows: seconds stop mattering after the first minutes. */
export const age = (at: string, now: number): string => {
  const seconds = Math.max(0, (now - Date.parse(at)) / 1000);
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return lasting(Math.floor(seconds / 60) * 60);
};
