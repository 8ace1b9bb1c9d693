import type { JsonObject } from '../domain/json.ts';

/** Something that a model may look at. It changes nothing. */
export interface ReadTool {
  readonly name: string;
  readonly description: string;
  readonly input: JsonObject;
  /** What it answers, or why it does not; what others wrote is in it as they wrote it. */
  run(given: JsonObject): Promise<{ readonly ok: boolean; readonly text: string }>;
}
