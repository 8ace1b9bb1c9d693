/** Whatever can post JSON can send a bearer token or basic credentials. */
export { bearerOrBasic as auth } from '../bearer-or-basic.ts';
