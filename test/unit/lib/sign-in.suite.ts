import { Match } from 'aws-cdk-lib/assertions';
import { describe, it } from 'vitest';
import { theStacks } from '../../support/synthesized.ts';

describe('where people sign in', () => {
  it('is told to the page, without whom it would let in', () => {
    const { response } = theStacks();

    response.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('static page'),
      Environment: {
        Variables: {
          SIGN_IN: JSON.stringify({
            oidc: {
              ...{ issuer: 'https://login.example.com', clientId: 'console', scopes: 'openid' },
              ...{ token: 'access_token', origins: [] },
            },
          }),
        },
      },
    });
  });
});
