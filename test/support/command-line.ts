import { runCommandLine } from '../../cli/run.ts';
import { noPaint } from '../../cli/text.ts';

/** Runs command lines against an API in which every token is the name of its role; `"..."` is one word. */
export const commandLine =
  (url: () => string) =>
  async (line: string, options: { readonly url?: string; readonly token?: string } = {}) => {
    const out: string[] = [];
    const err: string[] = [];
    const apiUrl = options.url ?? url();
    const code = await runCommandLine(line.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? [], {
      stack: () => ({ apiUrl, tokenFor: (role) => options.token ?? role }),
      write: (text) => void out.push(text),
      complain: (text) => void err.push(text),
      paint: noPaint,
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
