import type { JsonObject } from '../../../../functions/core/domain/json.ts';
import { plusSeconds } from '../../../../functions/core/domain/time.ts';
import { type Change, type Poison, SECOND_TRY, UNDER_WAY } from '../../../support/poison.ts';
import { told } from './agents.ts';

const BEGAN = '2026-03-02T10:00:00.000Z';

/** A model that looked at an incident by itself, or another’s turn that it joined, so many seconds after the first. */
const turn =
  (kind: 'investigation.started' | 'investigation.joined', which: number, after: number): Change =>
  (facts) => {
    const leader = facts.record.incidents[UNDER_WAY]?.incident.id ?? '';
    const data: JsonObject = { calledBySeq: 1, at: plusSeconds(BEGAN, after), leader, lullSeconds: 120 };
    return told({ kind, actor: 'agent:investigator', data }, which)(facts);
  };

const first = turn('investigation.started', UNDER_WAY, 0);

/** One was looked at, the other joined it. */
export const LAWFUL_INVESTIGATIONS: Change = (facts) => turn('investigation.joined', SECOND_TRY, 30)(first(facts));

export const INVESTIGATIONS_POISONS: readonly Poison[] = [
  [
    'one-look-a-wave',
    'a second look in one wave',
    (facts) => turn('investigation.started', SECOND_TRY, 30)(first(facts)),
  ],
  ['one-look-a-wave', 'one that names another at which nobody looked', turn('investigation.joined', SECOND_TRY, 30)],
  [
    'models-only-suggest',
    'an action that a model began',
    told({ kind: 'action.resumed', actor: 'agent:investigator', data: {} }),
  ],
];
