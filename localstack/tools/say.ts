/** Tells the person who waits what a step is at. */
export type Say = (what: string) => void;
