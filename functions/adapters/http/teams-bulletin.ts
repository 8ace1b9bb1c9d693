import type { Bulletin } from '../../core/ports/bulletin.ts';
import { postJson } from './post-json.ts';
import { adaptiveCard, digestCard } from './teams-card.ts';

export interface TeamsBulletinOptions {
  /** The address of a workflow; it opens the channel to whoever knows it, so it is a secret. */
  readonly url: () => Promise<string>;
  readonly consoleUrl: string;
}

/**
 * Cards in Microsoft Teams, by a Workflows address. It answers nothing that could be looked for later, so that a card whose
 * answer was lost is posted again; it carries its entry's number.
 */
export const teamsBulletin = ({ url, consoleUrl }: TeamsBulletinOptions): Bulletin => {
  const post = async (message: object) => postJson('teams', await url(), JSON.stringify(message));
  return {
    post: (card, entry) => post(adaptiveCard(card, entry, consoleUrl)),
    postDigest: (storm) => post(digestCard(storm, consoleUrl)),
  };
};
