import { escaped } from '../escaped.ts';
import { type Issue, STATUSES, WAYS } from './state.ts';

/** The text of a document, line by line. */
const linesIn = (node: unknown): readonly string[] => {
  if (typeof node !== 'object' || node === null) return [];
  if ('text' in node && typeof node.text === 'string') return [node.text];
  return 'content' in node && Array.isArray(node.content) ? node.content.flatMap(linesIn) : [];
};

const paragraphs = (document: unknown): string =>
  linesIn(document)
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('');

/** One ticket as a page to look at. */
export const pageOf = ({ key, fields, status, comments, history, links }: Issue): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${escaped(key)}</title>
<style>body{font:16px/1.5 system-ui;max-width:50rem;margin:2rem auto;padding:0 1rem}article{border-left:3px solid #ccc;padding-left:1rem;margin:1rem 0}</style>
<h1>${escaped(key)} ${escaped(String(fields['summary']))}</h1>
<p><b>${escaped(STATUSES[status].name)}</b> ${escaped(history.map(({ to }) => to).join(' → '))}</p>
<article>${paragraphs(fields['description'])}</article>
${links.map(({ url, title }) => `<p><a href="${escaped(url)}">${escaped(title)}</a></p>`).join('')}
${comments.map(({ created, author, body }) => `<article><small>${created} ${escaped(author.displayName)}</small>${paragraphs(body)}</article>`).join('\n')}
<form method="post" action="/act"><input type="hidden" name="key" value="${escaped(key)}"><label>Comment <input name="text"></label>
<label>or move to <select name="to">${WAYS[status].map((way) => `<option>${STATUSES[way].name}</option>`).join('')}</select></label> <button>Do it, as Ann</button></form>`;
