import { describe } from 'vitest';
import { inMemoryReportedChanges } from '../support/fakes/changes.ts';
import { reportedChangesContract } from './reported-changes.ts';

describe('reported changes in memory', () => reportedChangesContract(() => inMemoryReportedChanges()));
