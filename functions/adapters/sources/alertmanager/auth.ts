/** Alertmanager cannot sign; it sends bearer or basic credentials from `http_config`. */
export { bearerOrBasic as auth } from '../bearer-or-basic.ts';
