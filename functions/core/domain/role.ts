/** Who may do what; cumulative, except `reporter`, who may only post changes. */
export const ROLES = ['reporter', 'viewer', 'responder', 'approver', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/** Whether a role is enough where another is asked for. */
export const suffices = (role: Role, needed: Role): boolean =>
  role === needed || (needed !== 'reporter' && ROLES.indexOf(role) > ROLES.indexOf(needed));
