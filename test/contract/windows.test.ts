import { describe } from 'vitest';
import { inMemoryHeldAlerts, inMemoryWindows } from '../support/fakes/windows.ts';
import { heldAlertsContract, windowsContract } from './windows.ts';

describe('windows in memory', () => windowsContract(() => inMemoryWindows()));
describe('held alerts in memory', () => heldAlertsContract(() => inMemoryHeldAlerts()));
