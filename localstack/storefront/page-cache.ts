import { Gauge, type Registry } from 'prom-client';
import type { Weakness } from './weakness.ts';

/** Pages that are kept. */
const MOST = 50;

/**
 * Keeps rendered pages of so many bytes each, the least recently used of them goes first. Its weakness is a key that is
 * new at each visit, and no end.
 */
export const makePageCache = (registry: Registry, pageBytes: number) => {
  const rendered = (page: string): string => Buffer.alloc(pageBytes, page).toString('latin1');
  const pages = new Map<string, string>();
  let endless = false;
  let visits = 0;
  new Gauge({
    name: 'page_cache_entries',
    help: 'Rendered pages that are kept.',
    registers: [registry],
    collect() {
      this.set(pages.size);
    },
  });

  const remember = (url: string, page: string): void => {
    visits += 1;
    const key = endless ? `${url}#${visits}` : url;
    if (pages.has(key)) return;
    pages.set(key, rendered(page));
    if (endless) return;
    for (const oldest of pages.keys()) {
      if (pages.size <= MOST) break;
      pages.delete(oldest);
    }
  };

  const weakness: Weakness = {
    name: 'endless-cache',
    begin: () => {
      endless = true;
    },
    end: () => {
      const was = endless;
      endless = false;
      pages.clear();
      return was;
    },
  };

  return { remember, size: () => pages.size, weakness };
};
