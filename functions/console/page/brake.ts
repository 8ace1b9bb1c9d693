import type { BrakeList } from './shapes.ts';

const scopeOf = (scope: string): string => (scope === 'global' ? 'for everything' : `for ${scope}`);

/** Says on every page which brakes are on. */
export const brakeBanner = (banner: HTMLElement, { brakes }: BrakeList): void => {
  const engaged = brakes.filter((one) => one.engaged);
  const text = engaged
    .map(({ scope, by, reason }) => `The brake is on ${scopeOf(scope)}, by ${by}: ${reason}`)
    .join('. ');
  if (banner.textContent !== text) banner.textContent = text;
  banner.hidden = engaged.length === 0;
};
