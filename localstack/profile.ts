import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as z from 'zod';
import { PORT_NAMES, type PortName, type Ports, PREFERRED } from './ports.ts';

/** How patient the monitoring is: `quick` is for watching, `reference` is what one would run. */
export const Profile = z.enum(['quick', 'reference']);
export type Profile = z.infer<typeof Profile>;

/** What a committed duration becomes in the quick profile, by the setting that it stands at. */
const QUICK: Readonly<Record<string, string>> = {
  scrape_interval: '1s',
  evaluation_interval: '1s',
  for: '5s',
  group_wait: '1s',
  group_interval: '5s',
  repeat_interval: '30s',
};

const QUICK_WINDOW = '[5s]';
/** How far ahead is foreseen, as committed and as quick: twelve windows. */
const FORESEEN = ['[1m], 720)', `${QUICK_WINDOW}, 60)`] as const;

const quicken = (text: string): string =>
  text
    .replace(/^(\s*(?:- )?)(\w+): (\d+(?:ms|[smhd]))$/gm, (line, indent: string, key: string, value: string) => {
      const quick = QUICK[key];
      return quick === undefined || value === '0s' ? line : `${indent}${key}: ${quick}`;
    })
    .replaceAll(...FORESEEN)
    .replaceAll('[1m]', QUICK_WINDOW);

const NAME_OF: ReadonlyMap<number, PortName> = new Map(PORT_NAMES.map((name) => [PREFERRED[name], name]));

/** All at once, because one stack's free port may be another name's usual one. */
const readdress = (text: string, ports: Ports): string =>
  text.replace(/127\.0\.0\.1:(\d+)/g, (address, digits: string) => {
    const name = NAME_OF.get(Number(digits));
    return name === undefined ? address : `127.0.0.1:${ports[name]}`;
  });

/** The committed text in the timing of `profile`, with the ports that this stack has. */
export const render = (text: string, profile: Profile, ports: Ports): string =>
  readdress(profile === 'quick' ? quicken(text) : text, ports);

/** Renders a folder of committed monitoring files into the home; the rules' own tests stay behind. */
export const renderFolder = (from: string, to: string, profile: Profile, ports: Ports): void => {
  rmSync(to, { recursive: true, force: true });
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.test.yml')) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(to, relative(from, source));
    mkdirSync(dirname(target), { recursive: true });
    if (/\.(ya?ml|json)$/.test(entry.name)) writeFileSync(target, render(readFileSync(source, 'utf8'), profile, ports));
    else cpSync(source, target);
  }
};
