import { LocalProblem } from './problem.ts';

/** What the stand-in for Slack and Selfright must agree about, as an app and its workspace do. */
export interface SlackAgreement {
  readonly botToken: string;
  readonly signingSecret: string;
  /** Where pressed buttons are told. */
  readonly callbackUrl: string;
}

/** Installs the app in the stand-in, as a person would in Slack. */
export const tellSlack = async (slackUrl: string, agreement: SlackAgreement): Promise<void> => {
  const answer = await fetch(`${slackUrl}/stand-in`, { method: 'POST', body: JSON.stringify(agreement) });
  if (answer.ok) return;
  throw new LocalProblem(`the stand-in for Slack answered ${answer.status}`, { remedy: 'see .local/logs/slack.log' });
};
