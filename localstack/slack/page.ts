import { escaped } from '../escaped.ts';
import { Block, type Button } from './blocks.ts';
import type { Message, State } from './state.ts';

/** Who may be chosen as the one who presses; the last of them nobody knows. */
const MEMBERS = ['U0APPROVER', 'U0APPROVER2', 'U0RESPONDER', 'U0VIEWER', 'U0STRANGER'];

const buttonOf = (ts: string, { action_id, text, url, confirm }: Button): string => {
  const label = escaped(text.text);
  if (url !== undefined) return `<a href="${escaped(url)}">${label}</a>`;
  const hidden = `<input type="hidden" name="ts" value="${ts}"><input type="hidden" name="action" value="${escaped(action_id)}"><input type="hidden" name="confirmed" value="true">`;
  const who = `<select name="user" aria-label="who presses">${MEMBERS.map((one) => `<option>${one}</option>`).join('')}</select>`;
  const form = (does: string) =>
    `<form method="post" action="/press">${hidden}${who} <button>${escaped(does)}</button></form>`;
  if (confirm === undefined) return form(text.text);
  return `<details><summary>${label}</summary><p>${escaped(confirm.text.text)}</p>${form(confirm.confirm.text)}</details>`;
};

const blockOf = (ts: string, raw: unknown): string => {
  const block = Block.safeParse(raw).data;
  switch (block?.type) {
    case 'header':
      return `<h2>${escaped(block.text.text)}</h2>`;
    case 'section':
      return `<p>${escaped(block.text.text)}</p>`;
    case 'context':
      return `<p><small>${block.elements.map(({ text }) => escaped(text)).join(' ')}</small></p>`;
    case 'actions':
      return `<div class="buttons">${block.elements.map((one) => buttonOf(ts, one)).join('')}</div>`;
    default:
      return '';
  }
};

const messageOf = ({ ts, text, blocks, edits }: Message): string =>
  `<article><small>${ts}${edits > 0 ? `, edited ${edits} times` : ''}</small>${
    blocks.length === 0 ? `<p>${escaped(text)}</p>` : blocks.map((one) => blockOf(ts, one)).join('')
  }</article>`;

/** The channels, newest message first, each with its thread. */
export const pageOf = ({ messages, whispers }: State): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Slack stand-in</title>
<style>body{font:16px/1.4 system-ui;max-width:50rem;margin:1rem auto;padding:0 1rem}article{border-left:3px solid #ccc;padding-left:1rem;margin:1rem 0}h2{font-size:1.1rem}.buttons{display:flex;gap:.5rem;flex-wrap:wrap}section section{margin-left:2rem}</style>
<h1>Slack stand-in</h1>
${whispers
  .slice(-5)
  .map(({ user, text }) => `<p><small>only ${escaped(user)} sees:</small> ${escaped(text)}</p>`)
  .join('')}
${messages
  .filter(({ thread }) => thread === undefined)
  .toReversed()
  .map(
    (root) =>
      `<section>${messageOf(root)}<section>${messages
        .filter(({ thread }) => thread === root.ts)
        .map(messageOf)
        .join('')}</section></section>`,
  )
  .join('<hr>')}`;
