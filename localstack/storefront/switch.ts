import type { Weakness } from './weakness.ts';

/** A weakness that is no more than a state: whoever asks acts on it. */
export interface Switch extends Weakness {
  isOn(): boolean;
}

export const makeSwitch = (name: string): Switch => {
  let on = false;
  return {
    name,
    isOn: () => on,
    begin: () => {
      on = true;
    },
    end: () => {
      const was = on;
      on = false;
      return was;
    },
  };
};
