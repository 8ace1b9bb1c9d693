/** The system's clock. */
export const systemClock = (): Date => new Date();
