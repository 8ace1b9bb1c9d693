import { ContractViolation, DependencyUnavailable } from '../../core/domain/errors.ts';

const PATIENCE_MS = 5_000;

/** Posts once, with a time limit; what may pass is told apart from what will be refused again. */
export const postJson = async (
  dependency: string,
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> => {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.arrayBuffer();
  } catch (error) {
    throw new DependencyUnavailable(dependency, 'does not answer', { cause: error });
  }
  const { status } = response;
  if (response.ok) return;
  if (status < 500 && ![401, 403, 404, 408, 429].includes(status)) {
    throw new ContractViolation(`${dependency} refuses: ${status}`);
  }
  const asked = Number(response.headers.get('retry-after'));
  const retryAfterSeconds = asked > 0 ? asked : status === 429 ? 30 : undefined;
  throw new DependencyUnavailable(dependency, `answered ${status}`, { retryAfterSeconds });
};
