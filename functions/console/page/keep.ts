type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const controlsIn = (root: ParentNode) =>
  [...root.querySelectorAll<Control>('input[id], textarea[id], select[id]')].filter(({ type }) => type !== 'radio');

/** Puts a new drawing in place of the old one, and leaves open, written and focused what the reader had so. */
export const replaceKeeping = (root: HTMLElement, drawn: Node): void => {
  const focused = root.contains(document.activeElement) ? document.activeElement?.id : undefined;
  const open = new Map([...root.querySelectorAll('details')].map(({ id, open }) => [id, open]));
  const written = new Map(controlsIn(root).map(({ id, value }) => [id, value]));
  root.replaceChildren(drawn);
  for (const details of root.querySelectorAll('details')) details.open = open.get(details.id) ?? details.open;
  for (const control of controlsIn(root)) control.value = written.get(control.id) ?? control.value;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
};
