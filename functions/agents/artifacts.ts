import type { Artifact } from '@a2a-js/sdk';
import * as z from 'zod';
import { EXAMINED } from '../adapters/operator-api/tools/diagnose-case.ts';
import { EVIDENCE_SHAPE } from '../adapters/operator-api/tools/evidence.ts';
import { IncidentSummary, summaryOf } from '../adapters/operator-api/tools/summary.ts';
import type { IncidentView } from '../core/contracts/api.ts';
import { PostmortemView } from '../core/contracts/postmortem.ts';
import { citableIn } from '../core/domain/citable.ts';
import { postmortemMarkdown } from '../core/domain/postmortem-markdown.ts';

const { diagnosis, ranking, plan, question, verification, actions } = IncidentSummary.shape;

/** What the data part of each artifact holds. */
export const ARTIFACTS = {
  diagnosis: z.object({ incident_id: z.string(), diagnosis, ranking, evidence: z.array(EVIDENCE_SHAPE) }),
  plan: z.object({ incident_id: z.string(), plan, question }),
  examination: z.looseObject(EXAMINED),
  verification: z.object({ incident_id: z.string(), verification, actions }),
  postmortem: PostmortemView,
} as const;
export type ArtifactName = keyof typeof ARTIFACTS;

export const isArtifactName = (name: string): name is ArtifactName => Object.hasOwn(ARTIFACTS, name);

/** The JSON schema of an artifact's data. */
export const schemaOf = (name: ArtifactName): unknown =>
  z.toJSONSchema(ARTIFACTS[name], { unrepresentable: 'any', io: 'input' });

/** Evidence that goes with a diagnosis; get_evidence has the rest. */
const CITED = 20;

export const artifactOf = (apiUrl: string, name: ArtifactName, data: unknown, text: string): Artifact => ({
  artifactId: name,
  name,
  description: '',
  parts: [
    {
      content: { $case: 'data', value: data },
      metadata: { schema: `${apiUrl}/agents/schemas/${name}` },
      filename: '',
      mediaType: 'application/json',
    },
    { content: { $case: 'text', value: text }, metadata: undefined, filename: '', mediaType: 'text/markdown' },
  ],
  metadata: undefined,
  extensions: [],
});

const toldOf = ({ timeline }: IncidentView, kinds: RegExp): string =>
  timeline.findLast(({ kind }) => kinds.test(kind))?.text ?? '';

/** What there is to hand out about an incident, by name; each only once it exists. */
export const artifactsOf = (apiUrl: string, view: IncidentView, names: readonly ArtifactName[]): Artifact[] => {
  const brief = summaryOf(view);
  const incident_id = view.id;
  const made: Partial<Record<ArtifactName, () => Artifact>> = {
    ...(view.diagnosis !== null && {
      diagnosis: () =>
        artifactOf(
          apiUrl,
          'diagnosis',
          {
            incident_id,
            diagnosis: brief.diagnosis,
            ranking: brief.ranking,
            evidence: citableIn(view).slice(0, CITED),
          },
          toldOf(view, /^diagnosis\.(explained|inconclusive)$/),
        ),
    }),
    ...(view.plan !== null && {
      plan: () =>
        artifactOf(
          apiUrl,
          'plan',
          { incident_id, plan: brief.plan, question: brief.question },
          toldOf(view, /^plan\.(allowed|asked|denied|observed)$/),
        ),
    }),
    ...(view.verification !== null && {
      verification: () =>
        artifactOf(
          apiUrl,
          'verification',
          { incident_id, verification: brief.verification, actions: brief.actions },
          toldOf(view, /^verification\.(verified|ineffective|worse|inconclusive)$/),
        ),
    }),
  };
  return names.flatMap((name) => made[name]?.() ?? []);
};

/** The postmortem, as data and as Markdown. */
export const postmortemOf = (apiUrl: string, told: z.infer<typeof PostmortemView>): Artifact =>
  artifactOf(apiUrl, 'postmortem', told, postmortemMarkdown(told));
