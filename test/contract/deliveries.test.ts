import { describe } from 'vitest';
import { inMemoryDeliveries } from '../support/fakes/deliveries.ts';
import { deliveriesContract } from './deliveries.ts';

describe('deliveries in memory', () => deliveriesContract(async () => inMemoryDeliveries()));
