import { IncidentIdText } from '../core/contracts/incident-parts.ts';
import { PostmortemQuery } from '../core/contracts/postmortem.ts';
import { postmortemMarkdown } from '../core/domain/postmortem-markdown.ts';
import type { WritePostmortem } from '../core/usecases/write-postmortem.ts';
import { json, problem, SECURITY_HEADERS } from '../runtime/http.ts';
import { readQuery } from './read-request.ts';
import type { Route } from './router.ts';

/** What happened, made from the record alone: as JSON, or as Markdown to be kept elsewhere. */
export const postmortemRoutes = (write: WritePostmortem): readonly Route[] => [
  {
    method: 'GET',
    path: '/incidents/{id}/postmortem',
    role: 'viewer',
    answer: async (call) => {
      const { id = '' } = call.params;
      const query = readQuery(PostmortemQuery, call);
      if (!query.ok) return query.answer;
      const known = IncidentIdText.safeParse(id).data;
      const postmortem = known && (await write(known));
      if (postmortem === undefined) return problem(404, { detail: `no incident ${id.slice(0, 64)}` });
      if (query.value.format === 'json') return json(200, postmortem);
      return {
        statusCode: 200,
        headers: { ...SECURITY_HEADERS, 'content-type': 'text/markdown; charset=utf-8' },
        body: postmortemMarkdown(postmortem),
      };
    },
  },
];
