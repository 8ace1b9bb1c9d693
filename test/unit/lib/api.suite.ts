import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesized, theStacks } from '../../support/synthesized.ts';

let response: Template;

beforeAll(() => {
  response = theStacks().response;
});

/** What the gateway lets through. */
const routesOf = (template: Template): readonly string[] => {
  const resources = template.findResources('AWS::ApiGateway::Resource');
  const pathOf = (id: string | undefined): string => {
    const properties = id === undefined ? undefined : resources[id]?.['Properties'];
    return properties === undefined ? '' : `${pathOf(properties.ParentId.Ref)}/${properties.PathPart}`;
  };

  return Object.values(template.findResources('AWS::ApiGateway::Method')).map(
    ({ Properties }) => `${Properties.HttpMethod} ${pathOf(Properties.ResourceId.Ref)}`,
  );
};

/** Every path that the operator's API answers, as its files say it. */
const answered = (): readonly string[] => {
  const folder = join(import.meta.dirname, '..', '..', '..', 'functions', 'api');
  const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  return files.flatMap((text) =>
    [...text.matchAll(/\bpath: '(?<path>\/[^']*)'/g)].map(({ groups }) => groups?.['path'] ?? ''),
  );
};

describe('the API', () => {
  it('lets through every path that is answered behind it', () => {
    const routes = routesOf(response).map((route) => route.replace('+}', '}'));

    const shut = answered().filter((path) => !routes.includes(`ANY ${path.replace('+}', '}')}`));

    expect(answered().length).toBeGreaterThan(30);
    expect(shut).toEqual([]);
  });

  it('has these routes', () => {
    const routes = routesOf(response);

    expect([...routes].sort()).toEqual([
      'ANY /agents/{proxy+}',
      'ANY /alerts/{source}',
      'ANY /autonomy',
      'ANY /brake',
      'ANY /brake/{service}',
      'ANY /callbacks/{system}',
      'ANY /changes',
      'ANY /grants',
      'ANY /grants/{id}',
      'ANY /health',
      'ANY /incidents',
      'ANY /incidents/{id}',
      'ANY /incidents/{id}/ack',
      'ANY /incidents/{id}/approvals',
      'ANY /incidents/{id}/audit',
      'ANY /incidents/{id}/close',
      'ANY /incidents/{id}/escalate',
      'ANY /incidents/{id}/investigate',
      'ANY /incidents/{id}/investigations',
      'ANY /incidents/{id}/notes',
      'ANY /incidents/{id}/plan',
      'ANY /incidents/{id}/postmortem',
      'ANY /incidents/{id}/proposals',
      'ANY /incidents/{id}/series',
      'ANY /incidents/{id}/undo',
      'ANY /incidents/{id}/why',
      'ANY /investigator',
      'ANY /locks',
      'ANY /locks/{target+}',
      'ANY /mcp',
      'ANY /me',
      'ANY /measurements',
      'ANY /metrics',
      'ANY /overview',
      'ANY /pipeline',
      'ANY /quarantine',
      'ANY /quarantine/{id}',
      'ANY /quarantine/{id}/replay',
      'ANY /receipts',
      'ANY /receipts/{id}',
      'ANY /runbooks',
      'ANY /topology',
      'ANY /windows',
      'ANY /windows/{id}/end',
      'GET /.well-known/agent-card.json',
      'GET /console',
      'GET /console/{proxy+}',
    ]);
  });

  it('logs each request, and no body', () => {
    response.hasResourceProperties('AWS::ApiGateway::Stage', {
      StageName: 'v1',
      AccessLogSetting: { DestinationArn: Match.anyValue(), Format: Match.not(Match.stringLikeRegexp('body|header')) },
      MethodSettings: [Match.objectLike({ LoggingLevel: 'ERROR', DataTraceEnabled: false })],
      TracingEnabled: true,
    });
  });

  it.each(['THROTTLED', 'QUOTA_EXCEEDED'])('answers %s with 503, since senders do not try again after 429', (kind) => {
    response.hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseType: kind,
      StatusCode: '503',
      ResponseParameters: Match.objectLike({ 'gatewayresponse.header.Retry-After': "'5'" }),
    });
  });

  it('says each problem of its own as the Lambdas do', () => {
    const answers = Object.values(response.findResources('AWS::ApiGateway::GatewayResponse'));

    expect(answers.length).toBeGreaterThan(10);
    for (const { Properties } of answers) {
      const body = JSON.parse(Properties.ResponseTemplates['application/json']);
      expect(Properties.ResponseParameters['gatewayresponse.header.Content-Type']).toBe("'application/problem+json'");
      expect(body).toMatchObject({ status: Number(Properties.StatusCode), errors: [] });
    }
  });
});

describe('the outputs', () => {
  it('are what the deploy script reads', () => {
    const outputs = Object.keys(response.findOutputs('*')).filter((name) => !name.startsWith('Exports'));

    expect(outputs).toEqual(['RestApiId', 'ApiUrl', 'AlarmFunctionArn', 'StateMachineArn']);
  });

  it("show AWS's address of the API, unless it is elsewhere", () => {
    const elsewhere = synthesized({ apiAddressOf: (id) => `http://gateway.test/${id}` }).response;

    expect(JSON.stringify(response.findOutputs('ApiUrl'))).toContain('.execute-api.');
    expect(JSON.stringify(elsewhere.findOutputs('ApiUrl'))).toContain('http://gateway.test/');
  });
});
