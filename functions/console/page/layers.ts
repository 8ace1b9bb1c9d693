/** Services in layers, each below all that call it; whoever is in a circle lies where it was met first. */
export const layered = (calls: readonly (readonly [string, string])[]): readonly (readonly string[])[] => {
  const names = [...new Set(calls.flat())];
  const depth = new Map<string, number>(names.map((name) => [name, 0]));
  // One round for each name is enough where there is no circle, and ends where there is one.
  for (const _ of names) {
    for (const [caller, callee] of calls) {
      const below = Math.min((depth.get(caller) ?? 0) + 1, names.length - 1);
      if (caller !== callee && (depth.get(callee) ?? 0) < below) depth.set(callee, below);
    }
  }
  const used = [...new Set(depth.values())].toSorted((a, b) => a - b);
  return used.map((level) => names.filter((name) => depth.get(name) === level));
};
