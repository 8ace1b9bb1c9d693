export {
  BrakeList,
  type BrakeView,
  IncidentList,
  IncidentView,
  Me,
  Overview,
  Problem,
} from '../../core/contracts/api.ts';
export { AuditView } from '../../core/contracts/audit.ts';
export { Discovered, Errand, Granted, SignInTold } from '../../core/contracts/issuer.ts';
export { PipelineView } from '../../core/contracts/pipeline.ts';
export { RunbookList } from '../../core/contracts/runbooks.ts';
export { SeriesView } from '../../core/contracts/series.ts';
export { type Role, suffices } from '../../core/domain/role.ts';
export type { IncidentStatus } from '../../core/domain/transitions.ts';
