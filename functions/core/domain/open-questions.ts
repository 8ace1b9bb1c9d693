import type { WholeIncident } from './incident.ts';

/** What the record leaves open, as questions to people; none of them is answered by a guess. */
export const openQuestionsOf = ({
  incident,
  alerts,
  diagnoses,
  actions,
  verifications,
}: WholeIncident): readonly string[] => {
  const diagnosis = diagnoses.at(-1);
  const missing = (diagnosis?.hypotheses[0]?.weighed ?? []).filter(({ verdict }) => verdict === 'missing');
  const firing = alerts.filter(({ status }) => status === 'firing');
  const verification = verifications.at(-1);
  return [
    ...(diagnosis?.outcome === 'inconclusive' ? ['What was the cause?'] : []),
    ...missing.map(({ says, evidence }) => `Is it so that ${says}? ${evidence.missing ?? 'It could not be observed.'}`),
    ...(verification !== undefined && verification.outcome !== 'verified'
      ? [`Did the service recover? The last verification was ${verification.outcome}.`]
      : []),
    ...actions
      .filter(({ result }) => result === 'started')
      .map(({ step, target }) => `Did ${step} take effect on ${target}? Its end was never recorded.`),
    ...(firing.length > 0 && incident.status === 'closed'
      ? [`Why do ${firing.length} of its alerts still count as firing?`]
      : []),
    ...(incident.endedFor === 'recovery_measured' ? ['What keeps the cause from coming back?'] : []),
  ];
};
