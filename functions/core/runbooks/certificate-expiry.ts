import { defineRunbook } from '../domain/runbook.ts';

/** The certificate that an address serves is about to end. */
export const certificateExpiry = defineRunbook({
  fault: 'certificate-expiry',
  cause: 'the certificate that it serves is about to end',
  dependency: 'tls',
  sitsIn: 'itself',
  liesAhead: true,
  signature: [
    {
      id: 'certificate-ends',
      says: 'the certificate that is served ends within a day',
      measure: { source: 'metrics', query: 'min(tls_certificate_not_after_seconds{service="{{service}}"}) - time()' },
      holds: { below: 86400 },
      ratio: { held: 60, not: 0.02 },
      required: true,
    },
  ],
  ladder: [
    {
      id: 'renew-certificate',
      says: 'issue a new certificate and load it',
      steps: [
        {
          id: 'renew-certificate',
          says: 'have the service issue a certificate from its authority and load it',
          operation: 'call-service',
          parameters: {
            urls: { dependency: 'admin.urls' },
            key: { dependency: 'admin.key' },
            call: { value: 'renew-certificate' },
            arguments: { value: {} },
          },
          touches: { at: 'dependency', what: 'certificates' },
          preconditions: [{ target: 'as_planned' }],
          snapshot: ['state'],
          ending: {
            kind: 'nothing_to_undo',
            because: 'a new certificate takes nothing from the old one, which stays valid to its end',
          },
          timeoutSeconds: 15,
          risk: 'safe',
        },
      ],
    },
  ],
  recoveredWhen: [
    {
      says: 'the certificate that is served is good for more than a week',
      query: 'min(tls_certificate_not_after_seconds{service="{{service}}"}) - time()',
      holds: { above: 604800 },
    },
  ],
});
