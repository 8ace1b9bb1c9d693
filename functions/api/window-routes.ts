import { WindowRequest, WindowView } from '../core/contracts/windows.ts';
import { plannedWindows } from '../core/domain/maintenance.ts';
import type { PolicySource } from '../core/ports/policy-source.ts';
import type { Windows } from '../core/ports/windows.ts';
import type { AskForWindow, EndWindow } from '../core/usecases/ask-for-window.ts';
import { json, problem } from '../runtime/http.ts';
import { readBody } from './read-request.ts';
import type { Route } from './router.ts';

export interface WindowRouteDeps {
  readonly windows: Pick<Windows, 'all'>;
  readonly policies: PolicySource;
  readonly ask: AskForWindow;
  readonly end: EndWindow;
}

/** Maintenance windows: everybody reads them, responders ask for one and end it. */
export const windowRoutes = ({ windows, policies, ask, end }: WindowRouteDeps): readonly Route[] => [
  {
    method: 'GET',
    path: '/windows',
    role: 'viewer',
    answer: async () => {
      const { maintenance } = await policies.current();
      const all = [...(await windows.all()), ...plannedWindows(maintenance)];
      return json(200, { windows: all.toSorted((a, b) => (a.from < b.from ? 1 : -1)) });
    },
  },
  {
    method: 'POST',
    path: '/windows',
    role: 'responder',
    answer: async (call, { subject }) => {
      const body = readBody(WindowRequest, call);
      if (!body.ok) return body.answer;
      const { service } = body.value;
      const known = Object.keys((await policies.current()).services);
      // A window over a misspelt name would hold nothing and look as if it did.
      if (service !== undefined && !known.includes(service)) {
        const errors = [{ field: 'service', problem: 'no service of that name', allowed: known.join(', ') }];
        return problem(422, { detail: 'the body is not valid', errors });
      }
      const asked = await ask({ ...body.value, by: subject });
      if (asked.outcome === 'granted') return json(201, asked.window);
      return problem(422, { detail: 'the body is not valid', errors: [{ field: 'until', problem: asked.why }] });
    },
  },
  {
    method: 'POST',
    path: '/windows/{id}/end',
    role: 'responder',
    answer: async ({ params }, { subject }) => {
      const id = WindowView.shape.id.safeParse(params['id']);
      const ended = id.success ? await end(id.data, subject) : ({ outcome: 'unknown' } as const);
      if (ended.outcome === 'ended') return json(200, ended.window);
      return problem(404, { detail: 'no window of that id was asked for; the configuration’s own end with it' });
    },
  },
];
