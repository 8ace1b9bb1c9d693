import * as z from 'zod';
import { InvestigationView } from '../../../core/contracts/investigation.ts';
import type { Investigation, Spoken } from '../../../core/domain/investigation.ts';
import { investigationKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { itemOf, jsonText, parseItem, SCHEMA } from './item.ts';

const InvestigationItem = itemOf('investigation', { at: z.string(), investigation: jsonText(InvestigationView) });

/** Well below what an item may hold. Characters. */
const MOST = 200_000;

/** The transcript as far as it fits, and where it was cut. */
const fitting = (transcript: readonly Spoken[]): readonly Spoken[] => {
  let left = MOST;
  const kept: Spoken[] = [];
  for (const { by, text } of transcript) {
    if (left <= 0) break;
    kept.push({ by, text: text.length <= left ? text : `${text.slice(0, left)} … (cut)` });
    left -= text.length;
  }
  return kept;
};

export const investigationItem = (investigation: Investigation): RawItem => ({
  ...investigationKey(investigation.incidentId, investigation.at),
  type: 'investigation',
  schema: SCHEMA,
  at: investigation.at,
  investigation: JSON.stringify({ ...investigation, transcript: fitting(investigation.transcript) }),
});

export const investigationFrom = (raw: RawItem): Investigation => parseItem(InvestigationItem, raw).investigation;
