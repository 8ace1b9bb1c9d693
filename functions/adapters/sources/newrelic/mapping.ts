import type { AlertGroup, SentAlert } from '../../../core/domain/alert.ts';
import { identityOf } from '../identity.ts';
import { present } from '../scalars.ts';
import type { Arrival } from '../source.ts';
import { NO_MOMENT } from '../text.ts';
import type { NewrelicNotification } from './contract.ts';

const STATUSES: Readonly<Record<string, SentAlert['status'] | 'neither'>> = {
  created: 'firing',
  activated: 'firing',
  active: 'firing',
  open: 'firing',
  opened: 'firing',
  acknowledged: 'firing',
  // All its incidents are closed, but it may still come back; closing follows.
  deactivated: 'neither',
  closed: 'resolved',
};

/** What New Relic fills into an address that has no issue, in tests and where a variable is not known. */
const SAMPLE_ISSUE = '0ea2df1c-adab-45d2-aae0-042b609d2322';
/** The issue of "Send test notification". */
const SAMPLE_IDS = new Set(['d1b1f3fd-995a-4066-88ab-8ce4f6960654', SAMPLE_ISSUE]);
const SAMPLE_TITLE = "Memory Used % > 90 for at least 2 minutes on 'Some-Entity'";

const issueIn = (address = ''): string | undefined => {
  const issue = /\/issues\/(?<issue>[\w-]{1,100})(?:[/?#]|$)/.exec(address)?.groups?.['issue'];
  return issue === SAMPLE_ISSUE ? undefined : issue;
};

/** The issue in the address is the one that New Relic itself opens; a template may fill `id` with something else. */
const issueOf = (sent: NewrelicNotification): string | undefined =>
  issueIn(sent.issueUrl) ?? sent.issueId ?? sent.id ?? sent.incident_id;

export const isTest = (sent: NewrelicNotification): boolean =>
  SAMPLE_IDS.has(sent.id ?? sent.issueId ?? '') ||
  sent.title === SAMPLE_TITLE ||
  sent.current_state?.toLowerCase() === 'test';

const alertOf = (sent: NewrelicNotification, status: SentAlert['status'], { receivedAt }: Arrival): SentAlert => {
  const issue = issueOf(sent);
  const conditions = [...sent.alertConditionNames, ...sent.condition_name];
  const policies = [...sent.alertPolicyNames, ...sent.policy_name];
  const entities = [...new Set([...sent.impactedEntities, ...sent.targets])];
  const name = conditions.join(', ') || sent.title || 'issue without a condition';
  const [only, ...others] = entities;
  const service = sent.service ?? (others.length === 0 ? only : undefined);
  const seenAt = sent.closedAt ?? sent.updatedAt ?? sent.timestamp ?? receivedAt ?? NO_MOMENT;
  return {
    fingerprint: issue
      ? identityOf(issue)
      : identityOf(...[policies, conditions, entities].map((names) => names.toSorted().join(','))),
    firingKey: issue && identityOf(issue),
    status,
    name,
    service,
    severity: (sent.priority ?? sent.severity)?.toLowerCase(),
    labels: present({
      alertname: name,
      service,
      condition: conditions.join(', ') || undefined,
      policy: policies.join(', ') || undefined,
      entity: entities.join(', ') || undefined,
      workflow: sent.workflowName,
    }),
    annotations: present({ summary: sent.title ?? sent.details, source_url: sent.issueUrl ?? sent.incident_url }),
    startsAt: sent.createdAt ?? seenAt,
    startUnknown: sent.createdAt === undefined,
    endsAt: status === 'resolved' ? seenAt : undefined,
  };
};

/** An issue there is a group here; undefined when the state is none that New Relic gives an issue. */
export const groupsOf = (sent: NewrelicNotification, arrival: Arrival): readonly AlertGroup[] | undefined => {
  const state = (sent.state ?? sent.current_state)?.toLowerCase() ?? '';
  const status = Object.hasOwn(STATUSES, state) ? STATUSES[state] : undefined;
  const known = issueOf(sent) ?? sent.title ?? sent.alertConditionNames[0] ?? sent.condition_name[0];
  if (status === undefined || known === undefined) return undefined;
  if (status === 'neither') return [];
  const alert = alertOf(sent, status, arrival);
  return [{ source: 'newrelic', groupKey: identityOf('issue', alert.fingerprint), alerts: [alert], truncated: 0 }];
};
