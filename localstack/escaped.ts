/** Text that came from anywhere, as HTML that shows it and does nothing else. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
