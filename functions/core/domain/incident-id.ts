/** `INC-` and a ULID, so that ids sort by opening time. */
export type IncidentId = `INC-${string}`;
