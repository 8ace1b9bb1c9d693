import { PostmortemQuery } from '../core/contracts/postmortem.ts';
import { postmortemMarkdown } from '../core/domain/postmortem-markdown.ts';
import type { WritePostmortem } from '../core/usecases/write-postmortem.ts';
import { json, SECURITY_HEADERS } from '../runtime/http.ts';
import { onIncident } from './on-incident.ts';
import { readQuery } from './read-request.ts';
import type { Route } from './router.ts';

/** What happened, made from the record alone: as JSON, or as Markdown to be kept elsewhere. */
export const postmortemRoutes = (write: WritePostmortem): readonly Route[] => [
  {
    method: 'GET',
    path: '/incidents/{id}/postmortem',
    role: 'viewer',
    answer: onIncident(async (id, call) => {
      const query = readQuery(PostmortemQuery, call);
      if (!query.ok) return query.answer;
      const postmortem = await write(id);
      if (postmortem === undefined) return undefined;
      if (query.value.format === 'json') return json(200, postmortem);
      return {
        statusCode: 200,
        headers: { ...SECURITY_HEADERS, 'content-type': 'text/markdown; charset=utf-8' },
        body: postmortemMarkdown(postmortem),
      };
    }),
  },
];
