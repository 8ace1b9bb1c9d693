/** What Datadog puts before a monitor's own title: `[P2] [Triggered on {host:a,role:b}] Too slow`. */
export interface Title {
  readonly name: string;
  readonly transition?: string | undefined;
  readonly scope?: string | undefined;
  readonly test: boolean;
}

const BRACKET = /^\s*\[(?<inside>(?:[^[\]{}]|\{[^}]*\}){1,2000})\]/;
const TRANSITION =
  /^(?<transition>(?:re-)?(?:triggered|warn|no data)|renotify|recovered)(?: on \{(?<scope>[^}]*)\})?$/i;
const PRIORITY = /^P[1-5]$/;
const TEST = /^test$/i;

/** Takes Datadog's own brackets off a title; a bracket that somebody wrote stays. */
export const titleOf = (title: string): Title => {
  let rest = title;
  let found: Omit<Title, 'name'> = { test: false };
  for (;;) {
    const bracket = BRACKET.exec(rest);
    const inside = bracket?.groups?.['inside']?.trim() ?? '';
    const said = TRANSITION.exec(inside)?.groups;
    if (bracket === null || !(said !== undefined || PRIORITY.test(inside) || TEST.test(inside))) break;
    found = {
      test: found.test || TEST.test(inside),
      transition: said?.['transition'] ?? found.transition,
      scope: said?.['scope'] ?? found.scope,
    };
    rest = rest.slice(bracket[0].length);
  }
  return { ...found, name: rest.trim() };
};
