/** The present moment. Nothing in core reads the clock itself. */
export type Clock = () => Date;
