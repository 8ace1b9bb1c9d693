import { keepErrand, keepToken, takeErrand } from './session.ts';
import { Discovered, Granted, SignInTold } from './shapes.ts';

type Oidc = NonNullable<SignInTold['oidc']>;

/** Where the issuer sends people back to: this page, without what it was asked to show. */
const HERE = `${location.origin}${location.pathname}`;
const SIGN_IN = new URL(location.pathname.replace(/\/console(\/.*)?$/, '/console/sign-in.json'), location.origin);
const PATIENCE_MILLISECONDS = 10_000;

const read = async (url: string | URL, init: RequestInit = {}): Promise<unknown> => {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
  if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`);
  return response.json();
};

/** Where people sign in, if not only by tokens of this installation. */
export const issuer = async (): Promise<Oidc | undefined> => SignInTold.parse(await read(SIGN_IN)).oidc;

const discover = async ({ issuer: name }: Oidc): Promise<Discovered> => {
  const found = Discovered.parse(await read(`${name.replace(/\/$/, '')}/.well-known/openid-configuration`));
  if (found.issuer !== name) throw new Error(`the issuer calls itself ${found.issuer}`);
  return found;
};

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const secret = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** Leaves for the issuer. What only this tab knows lets nobody else use the code that comes back. */
export const leaveFor = async (oidc: Oidc): Promise<void> => {
  const { authorization_endpoint: endpoint } = await discover(oidc);
  const errand = { state: secret(), verifier: secret(), hash: location.hash };
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(errand.verifier));
  keepErrand(errand);
  const asked = new URL(endpoint);
  const parameters = {
    ...{ response_type: 'code', client_id: oidc.clientId, redirect_uri: HERE, scope: oidc.scopes },
    ...{ state: errand.state, code_challenge: base64url(new Uint8Array(digest)), code_challenge_method: 'S256' },
  };
  for (const [name, value] of Object.entries(parameters)) asked.searchParams.set(name, value);
  location.assign(asked);
};

const exchange = async (code: string, verifier: string): Promise<void> => {
  const oidc = await issuer();
  if (oidc === undefined) throw new Error('nobody signs in at an issuer here');
  const { token_endpoint: endpoint } = await discover(oidc);
  const body = new URLSearchParams({
    ...{ grant_type: 'authorization_code', code, redirect_uri: HERE },
    ...{ client_id: oidc.clientId, code_verifier: verifier },
  });
  const { [oidc.token]: token } = Granted.parse(await read(endpoint, { method: 'POST', body }));
  if (token === undefined) throw new Error(`the issuer gave no ${oidc.token}`);
  keepToken(token);
};

/** Takes what the issuer sent back out of the address; answers why nobody is signed in by it, if so. */
export const comeBack = async (): Promise<string | undefined> => {
  const given = new URLSearchParams(location.search);
  const state = given.get('state');
  if (state === null) return undefined;
  const errand = takeErrand();
  history.replaceState(null, '', `${location.pathname}${errand?.hash ?? ''}`);
  if (errand === undefined || errand.state !== state) return 'Nobody was signed in: this tab did not ask for it.';
  const code = given.get('code');
  if (code === null) return `Nobody was signed in: ${given.get('error') ?? 'the issuer gave no code'}.`;
  try {
    await exchange(code, errand.verifier);
    return undefined;
  } catch (error) {
    return `Nobody was signed in: ${error instanceof Error ? error.message : String(error)}.`;
  }
};
