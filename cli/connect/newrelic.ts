import type { Guide } from './guide.ts';
import { basic, bearer, inHeader } from './proofs.ts';

const destination = (address: string, secret: string): string => `mutation {
  aiNotificationsCreateDestination(
    accountId: YOUR_ACCOUNT_ID
    destination: {
      name: "selfright"
      type: WEBHOOK
      properties: [{ key: "url", value: ${JSON.stringify(address)} }]
      auth: { type: TOKEN, token: { prefix: "Bearer", token: ${JSON.stringify(secret)} } }
    }
  ) {
    destination { id }
    error { ... on AiNotificationsResponseError { description } }
  }
}
`;

/** A webhook destination of New Relic's workflows. */
export const newrelic: Guide = {
  source: 'newrelic',
  pieces: ({ address, secret }) => [
    {
      title: 'the destination, for NerdGraph (https://api.newrelic.com/graphql)',
      file: 'selfright-destination.graphql',
      text: destination(address, secret),
    },
  ],
  notes: [
    'Make a workflow that notifies this destination with the default payload, also when an issue is closed.',
    'A payload of your own has to hold state and one of id, issueId, issueUrl; add createdAt, alertConditionNames and service.',
    'New Relic has no issue that always stays open, so there is no Watchdog for it: what it does not send is not noticed here.',
  ],
  trial: {
    by: 'post',
    ends: 'test',
    proofs: { bearer, basic, header: inHeader('api-key') },
    body: (now) => ({
      id: 'd1b1f3fd-995a-4066-88ab-8ce4f6960654',
      issueUrl: 'https://radar-api.service.newrelic.com/accounts/1/issues/0ea2df1c-adab-45d2-aae0-042b609d2322',
      title: "Memory Used % > 90 for at least 2 minutes on 'Some-Entity'",
      priority: 'CRITICAL',
      impactedEntities: ['Some-Entity'],
      totalIncidents: 1,
      state: 'ACTIVATED',
      trigger: 'STATE_CHANGE',
      isCorrelated: 'false',
      createdAt: now.getTime(),
      updatedAt: now.getTime(),
      sources: ['newrelic'],
      alertPolicyNames: ['sent by selfright connect'],
      alertConditionNames: ['condition1'],
      workflowName: 'DBA Team workflow',
    }),
  },
};
