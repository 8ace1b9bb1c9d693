import { CASE_TOOLS } from './diagnose-case.ts';
import { EVIDENCE_TOOLS } from './evidence.ts';
import { INCIDENT_TOOLS } from './incidents.ts';
import { INVESTIGATOR_TOOLS } from './investigate.ts';
import { MEASURING_TOOLS } from './measuring.ts';
import { PEOPLE_TOOLS } from './people.ts';
import { PLANNING_TOOLS } from './planning.ts';
import { POSTMORTEM_TOOLS } from './postmortem.ts';
import { PROPOSING_TOOLS } from './propose.ts';
import { RUNBOOK_TOOLS } from './runbooks.ts';
import type { Tool } from './tool.ts';

/** Everything that models are offered, whichever way they come. */
export const TOOLS: readonly Tool[] = [
  ...INCIDENT_TOOLS,
  ...EVIDENCE_TOOLS,
  ...MEASURING_TOOLS,
  ...RUNBOOK_TOOLS,
  ...PLANNING_TOOLS,
  ...CASE_TOOLS,
  ...PROPOSING_TOOLS,
  ...INVESTIGATOR_TOOLS,
  ...PEOPLE_TOOLS,
  ...POSTMORTEM_TOOLS,
];

/** What changes nothing. */
export const READ_TOOLS: readonly Tool[] = TOOLS.filter(({ hints }) => hints.readOnlyHint);
