import type { Weakness } from './weakness.ts';

const EVERY_MILLIS = 200;
const LIE = 5;

/** Counts what never happened, for as long as it is on: the service itself is well. */
export const lyingSensor = (counter: { inc(by: number): void }): Weakness => {
  let lying: NodeJS.Timeout | undefined;
  return {
    name: 'lying-sensor',
    begin: () => {
      lying ??= setInterval(() => counter.inc(LIE), EVERY_MILLIS);
    },
    end: () => {
      const was = lying !== undefined;
      clearInterval(lying);
      lying = undefined;
      return was;
    },
  };
};
