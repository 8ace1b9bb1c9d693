import { type McpServer, ProtocolError, ProtocolErrorCode, ResourceTemplate } from '@modelcontextprotocol/server';
import type { DeskFor } from '../adapters/operator-api/desk.ts';
import { Refused } from '../adapters/operator-api/refused.ts';
import { TOOLS } from '../adapters/operator-api/tools/index.ts';
import { ContractViolation } from '../core/domain/errors.ts';

/** How many incidents are listed as resources; list_incidents has the rest. */
const LISTED = 20;
const MIME = 'application/json';

/** Resources are what the tools of these names answer, so that there is one reading of each thing. */
const INCIDENT_PARTS = [
  { name: 'incident', tail: '', tool: 'get_incident', title: 'An incident in brief' },
  { name: 'timeline', tail: '/timeline', tool: 'get_timeline', title: 'The timeline of an incident' },
  { name: 'postmortem', tail: '/postmortem', tool: 'get_postmortem', title: 'The postmortem of an incident' },
] as const;

const one = (value: string | string[] | undefined): string => [value ?? ''].flat()[0] ?? '';

/** Incidents and runbooks as resources. */
export const addResources = (server: McpServer, deskFor: DeskFor): void => {
  const read = async (uri: URL, name: string, given: unknown) => {
    const tool = TOOLS.find((each) => each.name === name);
    if (tool === undefined) throw new ContractViolation(`no tool is called ${name}`);
    try {
      const answered = await tool.run(deskFor(name), given);
      return { contents: [{ uri: uri.href, mimeType: MIME, text: JSON.stringify(answered) }] };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `${error.message}. What to do: ${error.remedy}.`);
    }
  };

  for (const { name, tail, tool, title } of INCIDENT_PARTS) {
    const list = async () => {
      const { incidents } = await deskFor('list_incidents').incidents({ limit: LISTED });
      const resources = incidents.map(({ id, status }) => ({
        ...{ uri: `selfright://incidents/${id}${tail}`, name: `${id}${tail}`, description: status, mimeType: MIME },
      }));
      return { resources };
    };
    const template = new ResourceTemplate(`selfright://incidents/{id}${tail}`, {
      list: tail === '' ? list : undefined,
    });
    server.registerResource(name, template, { title, mimeType: MIME }, (uri, { id }) =>
      read(uri, tool, { incident_id: one(id) }),
    );
  }

  const runbooks = async () => {
    const all = await deskFor('list_runbooks').runbooks();
    const resources = all.runbooks.map(({ fault, cause }) => ({
      ...{ uri: `selfright://runbooks/${fault}`, name: fault, description: cause, mimeType: MIME },
    }));
    return { resources };
  };
  const template = new ResourceTemplate('selfright://runbooks/{fault}', { list: runbooks });
  server.registerResource('runbook', template, { title: 'A runbook', mimeType: MIME }, (uri, { fault }) =>
    read(uri, 'explain_runbook', { fault: one(fault) }),
  );
};
