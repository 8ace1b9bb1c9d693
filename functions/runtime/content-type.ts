const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json *(?:;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?(?<charset>[^";\s]+)/i;

/** Whether a content type says JSON, in the one encoding that JSON has. */
export const isJson = (contentType = ''): boolean => {
  const charset = CHARSET.exec(contentType)?.groups?.['charset'] ?? 'utf-8';
  return JSON_TYPE.test(contentType) && /^(?:utf-?8|us-ascii)$/i.test(charset);
};
