import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Settings } from './settings.ts';
import { DrillStack } from './stacks/drill-stack.ts';
import { ResponseStack } from './stacks/response-stack.ts';
import { StateStack } from './stacks/state-stack.ts';

export interface SelfrightStacks {
  readonly state: StateStack;
  readonly response: ResponseStack;
  readonly drill?: DrillStack;
}

/** Makes the stacks; the drill stack only when asked for. */
export const makeStacks = (app: App, settings: Settings, { drill }: { drill: boolean }): SelfrightStacks => {
  const state = new StateStack(app, 'SelfrightState', settings);
  const response = new ResponseStack(app, 'SelfrightResponse', state, settings);
  const stacks = { state, response };
  return drill ? { ...stacks, drill: new DrillStack(app, 'SelfrightDrill', stacks, settings) } : stacks;
};

/** Has the templates checked at synthesis against what AWS holds to be good; an exception is argued where it is made. */
export const checkStacks = (app: App): void => {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
};
