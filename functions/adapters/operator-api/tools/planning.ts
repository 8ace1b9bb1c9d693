import * as z from 'zod';
import { IncidentId } from './shapes.ts';
import { type Tool, tool } from './tool.ts';

const Rule = z.object({
  rule: z.string(),
  value: z.string(),
  limit: z.string(),
  decision: z.string(),
  reason: z.string().optional(),
});

const planIncident = tool({
  name: 'plan_incident',
  description:
    'Tells what would be done about an incident were it planned now: steps, targets, how each is undone, every rule of the safety envelope. A dry run: nothing is kept or touched.',
  hints: { title: 'Plan (dry run)' },
  input: z.object({ incident_id: IncidentId }),
  output: z.object({
    outcome: z.string(),
    says: z.array(z.string()),
    plan: z
      .object({
        digest: z.string(),
        fault: z.string(),
        steps: z.array(
          z.object({ says: z.string(), target: z.string(), risk: z.string(), ending: z.string(), touches: z.string() }),
        ),
        recovered_when: z.array(z.string()),
        rules: z.array(Rule),
      })
      .optional(),
  }),
  does: async (desk, { incident_id }) => {
    const { outcome, says, plan } = await desk.plan(incident_id);
    if (plan === undefined) return { outcome, says: [...says] };
    const steps = plan.steps.map(({ says: what, target, risk, ending, touches }) => ({
      ...{ says: what, target, risk, ending: ending.kind },
      touches: `${touches.count} ${touches.what} of ${touches.service}`,
    }));
    const rules = plan.rules.map(({ rule, value, limit, decision, reason }) => ({
      rule,
      value,
      limit,
      decision,
      reason,
    }));
    const recovered_when = plan.recoveredWhen.map(({ says: what, query }) => `${what}: ${query}`);
    return { outcome, says: [...says], plan: { digest: plan.digest, fault: plan.fault, steps, recovered_when, rules } };
  },
});

const explainWhy = tool({
  name: 'explain_why',
  description: 'Explains why an incident is, or is not, acted upon by itself, and what would have to change.',
  hints: { title: 'Explain why' },
  input: z.object({ incident_id: IncidentId }),
  output: z.object({
    outcome: z.string(),
    plan_digest: z.string().optional(),
    rules: z.array(Rule.extend({ change: z.string().optional() })),
    besides: z.array(z.object({ reason: z.string(), text: z.string(), change: z.string() })),
  }),
  does: async (desk, { incident_id }) => {
    const { outcome, planDigest, rules, besides } = await desk.why(incident_id);
    return { outcome, plan_digest: planDigest, rules, besides };
  },
});

/** What would be done, and why not. */
export const PLANNING_TOOLS: readonly Tool[] = [planIncident, explainWhy];
