import type { Server } from 'node:http';
import * as z from 'zod';
import { serveTeams } from '../../localstack/teams/serve.ts';
import type { MODES } from '../../localstack/teams/state.ts';

const Seen = z.object({
  cards: z.array(
    z.object({
      channel: z.string(),
      lines: z.array(z.string()),
      links: z.array(z.object({ title: z.string(), url: z.string() })),
    }),
  ),
});
export type SeenCard = z.infer<typeof Seen>['cards'][number];

/** The stand-in for Microsoft Teams, as a test makes it behave and looks into it. */
export const teamsAt = (url: string) => {
  const tell = (agreement: { readonly mode?: (typeof MODES)[number]; readonly signature?: string }) =>
    fetch(`${url}/stand-in`, { method: 'POST', body: JSON.stringify(agreement) });
  const cards = async () => Seen.parse(await (await fetch(`${url}/stand-in`)).json()).cards;
  return {
    behave: (mode: (typeof MODES)[number]) => tell({ mode }),
    agree: (signature: string) => tell({ signature }),
    cards,
    digests: async () => (await cards()).filter(({ lines }) => lines[0]?.startsWith('A storm: ')),
    /** The entries that an incident's own cards tell, in their order. */
    entriesOf: async (id: string): Promise<readonly number[]> =>
      (await cards()).flatMap(({ lines }) => {
        const entry = / · entry (\d+)$/.exec(lines.find((line) => line.includes(` · ${id} · entry `)) ?? '')?.[1];
        return entry === undefined ? [] : [Number(entry)];
      }),
  };
};

/** A stand-in of its own, and the address of its channel. */
export const ownTeams = async (): Promise<{
  readonly server: Server;
  readonly url: string;
  readonly workflow: string;
}> => {
  const server = await serveTeams(0);
  const address = server.address();
  const url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
  await teamsAt(url).agree('a-signature');
  return { server, url, workflow: `${url}/workflows/incidents/triggers/manual/paths/invoke?sig=a-signature` };
};
