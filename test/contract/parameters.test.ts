import { describe } from 'vitest';
import { inMemoryParameters } from '../support/fakes/parameters.ts';
import { parametersContract } from './parameters.ts';

describe('parameters in memory', () =>
  parametersContract(() => {
    const parameters = inMemoryParameters();
    return {
      parameters,
      make: async (...values) => {
        for (const value of values) parameters.set('/a/parameter', value, '2026-03-02T10:00:00.000Z');
        return '/a/parameter';
      },
      makeSecret: async () => {
        parameters.secrets.add('/a/secret');
        return '/a/secret';
      },
    };
  }));
