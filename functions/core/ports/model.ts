import type { JsonObject } from '../domain/json.ts';

export type ModelPart =
  | { readonly kind: 'text'; readonly text: string }
  /** The model wants a tool to be called. */
  | { readonly kind: 'call'; readonly id: string; readonly tool: string; readonly input: JsonObject }
  | { readonly kind: 'result'; readonly id: string; readonly text: string; readonly failed: boolean };

export interface ModelTurn {
  readonly by: 'model' | 'us';
  readonly parts: readonly ModelPart[];
}

export interface ModelTool {
  readonly name: string;
  readonly description: string;
  /** JSON schema of what it takes. */
  readonly input: JsonObject;
}

export interface ModelQuestion {
  readonly system: string;
  readonly turns: readonly ModelTurn[];
  readonly tools: readonly ModelTool[];
  /** The answer is cut after so many tokens. */
  readonly mostTokens: number;
}

export interface ModelAnswer {
  readonly parts: readonly ModelPart[];
  readonly tokens: { readonly input: number; readonly output: number };
}

/** A language model that can ask for tools. Unreachable, throttled or not allowed is `DependencyUnavailable`. */
export interface Model {
  /** What it is called where it lives. */
  readonly name: string;
  converse(question: ModelQuestion): Promise<ModelAnswer>;
}
