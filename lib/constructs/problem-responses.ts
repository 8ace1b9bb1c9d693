import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';

/** What the gateway says by itself: kind, status, title. Where others would answer 429 it says 503, which senders try again. */
const PROBLEMS: readonly (readonly [ResponseType, number, string])[] = [
  [ResponseType.MISSING_AUTHENTICATION_TOKEN, 404, 'not found'],
  [ResponseType.RESOURCE_NOT_FOUND, 404, 'not found'],
  [ResponseType.ACCESS_DENIED, 403, 'forbidden'],
  [ResponseType.UNAUTHORIZED, 401, 'unauthorized'],
  [ResponseType.BAD_REQUEST_BODY, 400, 'bad request'],
  [ResponseType.BAD_REQUEST_PARAMETERS, 400, 'bad request'],
  [ResponseType.REQUEST_TOO_LARGE, 413, 'content too large'],
  [ResponseType.UNSUPPORTED_MEDIA_TYPE, 415, 'unsupported media type'],
  [ResponseType.THROTTLED, 503, 'service unavailable'],
  [ResponseType.QUOTA_EXCEEDED, 503, 'service unavailable'],
  [ResponseType.INTEGRATION_FAILURE, 503, 'service unavailable'],
  [ResponseType.INTEGRATION_TIMEOUT, 503, 'service unavailable'],
  [ResponseType.API_CONFIGURATION_ERROR, 500, 'internal error'],
  [ResponseType.DEFAULT_4XX, 400, 'bad request'],
  [ResponseType.DEFAULT_5XX, 500, 'internal error'],
];

/** Makes the gateway's own errors `application/problem+json`, like those of the Lambdas. */
export const answerWithProblems = (api: RestApi): void => {
  for (const [type, status, title] of PROBLEMS) {
    api.addGatewayResponse(`Problem${type.responseType}`, {
      type,
      statusCode: `${status}`,
      responseHeaders: {
        'Content-Type': "'application/problem+json'",
        ...(status === 503 && { 'Retry-After': "'5'" }),
      },
      templates: { 'application/json': problem(status, title) },
    });
  }
};

/** The gateway's own words would tell of its inner life, so they are left out. */
const problem = (status: number, title: string): string =>
  JSON.stringify({
    type: 'about:blank',
    title,
    status,
    detail: `the gateway answered ${status}: ${title}`,
    errors: [],
  });
