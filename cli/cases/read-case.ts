import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import * as z from 'zod';
import type { Telemetry, TraceSummary } from '../../functions/core/domain/engine/telemetry.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { type Columns, columnsIn, concatenated } from './columns.ts';
import { summariesIn, tracesFrom } from './edges.ts';

const SpanText = z
  .object({ from: z.number(), to: z.number() })
  .refine(({ from, to }) => from <= to, { error: 'a span ends no earlier than it begins' });

const CaseText = z.object({
  id: z.string().optional(),
  system: z.string().optional(),
  alert: z.object({ service: z.string().nullish(), signal: z.string().nullish(), at: z.number() }),
  baseline: z.array(SpanText).default([]),
  window: SpanText,
  calls: z.array(z.tuple([z.string(), z.string()])).default([]),
  series: z.array(z.string()).default([]),
  edges: z.string().nullish(),
  edgesBaseline: z.string().nullish(),
});

const whole = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandFailed(EXIT.usage, `cannot read ${path}: ${error instanceof Error ? error.message : error}`);
  }
};

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(whole(path));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CommandFailed(EXIT.usage, `${path} is no JSON: ${error.message}`);
  }
};

/** A case as it lies in a folder. */
export interface Case extends Telemetry {
  readonly id: string;
  readonly system: string;
  /** Files that it names and that are not there: the rest of it still tells something. */
  readonly missing: readonly string[];
}

/** Reads cases; a file that several of them name is read once. */
export const makeCaseReader = () => {
  const tables = new Map<string, Columns>();
  const summaries = new Map<string, readonly TraceSummary[]>();
  const remembered = <T>(
    known: Map<string, T>,
    path: string,
    parse: (text: string, path: string) => T,
  ): T | undefined => {
    const found = known.get(path) ?? (existsSync(path) ? parse(whole(path), path) : undefined);
    if (found === undefined) return undefined;
    known.set(path, found);
    return found;
  };

  return (folder: string): Case => {
    const path = join(folder, 'case.json');
    const parsed = CaseText.safeParse(readJson(path));
    if (!parsed.success) throw new CommandFailed(EXIT.usage, `${path} is no case: ${z.prettifyError(parsed.error)}`);
    const { id, system, alert, baseline, window, calls, series, edges, edgesBaseline } = parsed.data;
    const missing: string[] = [];
    const present = <T>(file: string, found: T | undefined): T | undefined => {
      if (found === undefined) missing.push(file);
      return found;
    };
    const beside = (file: string) => resolve(folder, file);
    const summary = (file: string | null | undefined) =>
      file ? present(file, remembered(summaries, beside(file), summariesIn)) : undefined;
    const tablesOf = series.flatMap((file) => present(file, remembered(tables, beside(file), columnsIn)) ?? []);
    const named = [...calls.flat(), ...(alert.service ? [alert.service] : [])];
    const [now, normally] = [summary(edges), summary(edgesBaseline)];
    return {
      id: id ?? basename(folder),
      system: system ?? basename(dirname(resolve(folder))),
      missing,
      alert: { service: alert.service ?? undefined, signal: alert.signal ?? undefined, at: alert.at },
      baseline,
      window,
      calls,
      series: concatenated(tablesOf, [...new Set(named)]),
      ...(now && normally && tracesFrom(now, normally)),
    };
  };
};
