/** Tells the person who waits what a step is at. */
export type Say = (what: string) => void;

/** How a line of progress begins in a log, so that it can be told from the rest. */
export const PROGRESS = '… ';
