import type * as z from 'zod';
import { type ApprovalRequest, ApprovalView, IncidentList, IncidentView, Me } from '../../core/contracts/api.ts';
import { ChangeList } from '../../core/contracts/changes.ts';
import { DryRunView } from '../../core/contracts/dry-run.ts';
import { IncidentShape } from '../../core/contracts/incident-parts.ts';
import {
  InvestigationAsked,
  type InvestigationRequest,
  InvestigationView,
  InvestigatorView,
} from '../../core/contracts/investigation.ts';
import { MeasurementView } from '../../core/contracts/measurements.ts';
import { PostmortemView } from '../../core/contracts/postmortem.ts';
import type { ProposalRequest } from '../../core/contracts/proposal.ts';
import { RunbookList } from '../../core/contracts/runbooks.ts';
import { SeriesView } from '../../core/contracts/series.ts';
import { TopologyView } from '../../core/contracts/topology.ts';
import { WhyView } from '../../core/contracts/why.ts';
import { askApi, type DeskAt, type Question } from './ask.ts';

type Query = Question<z.ZodType>['query'];

const of = (id: string, what = ''): string => `/incidents/${encodeURIComponent(id)}${what}`;

/** The operator API as one caller may use it, by one tool; what it refuses is thrown as `Refused`. */
export const deskOf = (at: DeskAt, tool: string) => {
  const ask = <S extends z.ZodType>(question: Question<S>) => askApi(at, tool, question);
  const tell = <S extends z.ZodType>(path: string, answers: S, body: unknown) =>
    ask({ path, answers, method: 'POST', body });
  return {
    me: () => ask({ path: '/me', answers: Me }),
    incidents: (query: Query) => ask({ path: '/incidents', answers: IncidentList, query }),
    incident: (id: string) => ask({ path: of(id), answers: IncidentView }),
    series: (id: string, query: Query) => ask({ path: of(id, '/series'), answers: SeriesView, query }),
    plan: (id: string) => ask({ path: of(id, '/plan'), answers: DryRunView }),
    why: (id: string) => ask({ path: of(id, '/why'), answers: WhyView }),
    postmortem: (id: string) => ask({ path: of(id, '/postmortem'), answers: PostmortemView }),
    topology: () => ask({ path: '/topology', answers: TopologyView }),
    measure: (query: Query) => ask({ path: '/measurements', answers: MeasurementView, query }),
    changes: (query: Query) => ask({ path: '/changes', answers: ChangeList, query }),
    investigator: () => ask({ path: '/investigator', answers: InvestigatorView }),
    investigated: (id: string, said: z.input<typeof InvestigationRequest>) =>
      tell(of(id, '/investigations'), InvestigationView, said),
    investigate: (id: string) => tell(of(id, '/investigate'), InvestigationAsked, {}),
    runbooks: () => ask({ path: '/runbooks', answers: RunbookList }),
    decide: (id: string, body: Omit<z.input<typeof ApprovalRequest>, 'via'>) =>
      tell(of(id, '/approvals'), ApprovalView, { ...body, via: at.protocol }),
    acknowledge: (id: string, comment?: string) => tell(of(id, '/ack'), IncidentShape, { comment }),
    propose: (id: string, body: z.input<typeof ProposalRequest>) => tell(of(id, '/proposals'), IncidentShape, body),
    note: (id: string, text: string) => tell(of(id, '/notes'), IncidentShape, { text }),
    escalate: (id: string, comment: string) => tell(of(id, '/escalate'), IncidentShape, { comment }),
    undo: (id: string, comment?: string) => tell(of(id, '/undo'), IncidentShape, { comment }),
  };
};

export type Desk = ReturnType<typeof deskOf>;

/** The operator API in the name of one caller, by the name of the tool that is called. */
export type DeskFor = (tool: string) => Desk;
