import * as z from 'zod';
import { type Approval, CHANNELS, type Vote } from '../domain/approval.ts';
import { shapeOf } from './shape-of.ts';

const VoteShape = z.object(
  shapeOf<Vote>()({
    subject: z.string(),
    decision: z.enum(['approved', 'denied']),
    at: z.string(),
    via: z.enum(CHANNELS),
    comment: z.string().optional(),
  }),
);

/** A question to people, as it is stored and as the API tells it. It holds no task token. */
export const ApprovalShape = z.object(
  shapeOf<Approval>()({
    id: z.string().regex(/^\d+-\d+$/),
    planDigest: z.string(),
    status: z.enum(['pending', 'approved', 'denied', 'expired', 'withdrawn']),
    askedAt: z.string(),
    deadline: z.string(),
    quorum: z.int().min(1),
    askedBy: z.string(),
    votes: z.array(VoteShape),
    decidedAt: z.string().optional(),
    used: z.array(z.string()),
  }),
);
