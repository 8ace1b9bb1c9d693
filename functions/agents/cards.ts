import type { AgentCard, AgentSkill } from '@a2a-js/sdk';
import { AGENT_NAMES, type AgentName } from '../core/domain/agent-task.ts';

const MODES = ['application/json', 'text/plain'];

const skill = (id: string, name: string, description: string, examples: string[]): AgentSkill => ({
  ...{ id, name, description, examples, tags: ['incidents', 'operations'] },
  ...{ inputModes: MODES, outputModes: MODES, securityRequirements: [] },
});

const INCIDENT = '{"incident_id":"INC-..."}';

const SAID: Readonly<Record<AgentName, { readonly description: string; readonly skills: AgentSkill[] }>> = {
  'diagnostic-agent': {
    description:
      'Finds the cause of an incident from evidence, and returns the diagnosis with what speaks for and against it.',
    skills: [
      skill(
        'analyse',
        'Analyse an incident',
        'Returns the diagnosis of an incident, named by its id or by the service that alerts. Reads only; needs the role viewer.',
        [INCIDENT, '{"alert":{"service":"checkout"}}'],
      ),
      skill(
        'diagnose-case',
        'Diagnose a case',
        'Runs the engine on telemetry in a data part, without any incident. Needs the role viewer.',
        ['{"case":{"alert":{"at":1},"window":{"from":0,"to":1},"series":[]}}'],
      ),
    ],
  },
  'resolution-agent': {
    description:
      'Follows an incident from its plan to its measured recovery. It acts on nothing by itself: plans that need it are asked of approvers, and run through the gate.',
    skills: [
      skill(
        'resolve',
        'Resolve an incident',
        'Returns the plan, and waits with input-required while it has to be approved; then follows it to verified or handed over. Needs the role viewer; deciding needs the role approver.',
        [INCIDENT, '{"decision":"approve","plan_digest":"..."}'],
      ),
      skill(
        'undo',
        'Undo what was done',
        'Takes back what was done about an incident that is over. Needs the role approver.',
        ['{"incident_id":"INC-...","undo":true}'],
      ),
    ],
  },
  coordinator: {
    description:
      'Takes a trouble from alert to outcome: asks the diagnostic-agent, then the resolution-agent, over A2A, and returns the postmortem.',
    skills: [
      skill(
        'handle',
        'Handle an incident',
        'Follows an incident from its diagnosis to its end with the other two agents. Needs the role viewer; deciding needs the role approver.',
        [INCIDENT],
      ),
    ],
  },
};

export const isAgentName = (name: string): name is AgentName => AGENT_NAMES.some((one) => one === name);

/** Where an agent takes its calls. */
export const urlOf = (apiUrl: string, agent: AgentName): string => `${apiUrl}/agents/${agent}`;

/** What an agent says of itself. It cannot stream: the gateway answers once; tasks are polled, or pushed where the policy names peers. */
export const cardOf = (apiUrl: string, agent: AgentName, pushes = false): AgentCard => ({
  name: agent,
  description: SAID[agent].description,
  supportedInterfaces: ['1.0', '0.3'].map((protocolVersion) => ({
    ...{ url: urlOf(apiUrl, agent), protocolBinding: 'JSONRPC', tenant: '', protocolVersion },
  })),
  provider: undefined,
  version: '1.0.0',
  capabilities: { streaming: false, pushNotifications: pushes, extensions: [], extendedAgentCard: false },
  securitySchemes: {
    bearer: {
      scheme: {
        $case: 'httpAuthSecurityScheme',
        value: {
          description: 'A token of the operator API; its role decides what may be asked.',
          scheme: 'Bearer',
          bearerFormat: '',
        },
      },
    },
  },
  securityRequirements: [{ schemes: { bearer: { list: [] } } }],
  defaultInputModes: MODES,
  defaultOutputModes: MODES,
  skills: SAID[agent].skills,
  signatures: [],
});
