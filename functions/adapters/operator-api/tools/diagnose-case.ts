import * as z from 'zod';
import { examine } from '../../../core/domain/engine/examine.ts';
import { clipped } from './cut.ts';
import { type Tool, tool } from './tool.ts';

const Span = z.object({ from: z.number(), to: z.number() });
const MOST_SERIES = 200;
const MOST_VALUES = 2_000;

const series = z.array(
  z.object({
    service: z.string().min(1).max(200),
    signal: z
      .string()
      .min(1)
      .max(200)
      .describe('Such as errors_per_second: what it measures is read from the words in it'),
    times: z.array(z.number()).max(MOST_VALUES).describe('Unix seconds'),
    values: z.array(z.number().nullable()).max(MOST_VALUES).describe('One for each time; null is a gap'),
  }),
);

/** What the engine makes of a case. */
export const EXAMINED = {
  outcome: z.enum(['explained', 'inconclusive']),
  says: z.string(),
  suspects: z.array(
    z.object({ service: z.string(), signal: z.string(), confidence: z.number(), because: z.array(z.string()) }),
  ),
  none: z.number().describe('How likely it is none of these'),
};

const diagnoseCase = tool({
  name: 'diagnose_case',
  description:
    'Runs the diagnosis engine on telemetry that you bring, without any incident: which service is at fault, by which signals, since when. Nothing is kept.',
  hints: { title: 'Diagnose a case' },
  input: z.object({
    alert: z.object({ service: z.string().optional(), signal: z.string().optional(), at: z.number() }),
    baseline: z.array(Span).max(20).default([]).describe('Stretches without a fault'),
    window: Span.describe('What is seen when the alert comes'),
    calls: z.array(z.array(z.string()).length(2)).max(1_000).default([]).describe('Pairs of caller and callee'),
    series: series.min(1).max(MOST_SERIES),
  }),
  output: z.object(EXAMINED),
  does: async (_, { alert, baseline, window, calls, series: given }) => {
    const found = examine({
      ...{ alert, baseline, window },
      calls: calls.map(([caller = '', callee = '']) => [caller, callee] as const),
      series: given.map(({ service, signal, times, values }) => ({
        ...{ service, signal },
        times: Float64Array.from(times),
        values: Float64Array.from(times, (__, i) => values[i] ?? Number.NaN),
      })),
    });
    const suspects = found.suspects.slice(0, 5).map(({ service, signal, confidence, leads }) => ({
      ...{ service, signal, confidence },
      because: leads.map(({ says }) => clipped(says)),
    }));
    return { outcome: found.outcome, says: clipped(found.says, 3_000), suspects, none: found.none };
  },
});

/** The engine alone. */
export const CASE_TOOLS: readonly Tool[] = [diagnoseCase];
