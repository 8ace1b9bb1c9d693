import { escaped } from '../escaped.ts';
import type { Shown, State } from './state.ts';

const cardOf = ({ channel, at, lines, links }: Shown): string => {
  const [title = '', ...others] = lines;
  const buttons = links.map(({ title: name, url }) => `<a href="${escaped(url)}">${escaped(name)}</a>`);
  return `<article><small>${escaped(channel)}, ${escaped(at)}</small><h2>${escaped(title)}</h2>${others
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('')}${buttons.join(' ')}</article>`;
};

/** The channels' cards, the newest first. */
export const pageOf = ({ cards }: State): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Teams stand-in</title>
<style>body{font:16px/1.4 system-ui;max-width:50rem;margin:1rem auto;padding:0 1rem}article{border:1px solid #ccc;border-radius:4px;padding:0 1rem 1rem;margin:1rem 0}h2{font-size:1.1rem}</style>
<h1>Teams stand-in</h1>
${cards.length === 0 ? '<p>Nothing was posted yet.</p>' : cards.toReversed().map(cardOf).join('')}`;
