import { describe, expect, it } from 'vitest';
import { CROWD, crowdVisitAt, dueAfter, RATE, visitAt } from '../../../localstack/storefront/schedule.ts';

describe('the schedule of the load', () => {
  it('sends twenty requests a second, of which twelve look and eight buy', () => {
    const second = Array.from({ length: RATE }, (_, n) => visitAt(n).kind);

    const count = (kind: string): number => second.filter((one) => one === kind).length;

    expect([count('list'), count('look'), count('buy')]).toEqual([4, 8, 8]);
  });

  it('sends a crowd of three times as many, of whom no more buy', () => {
    const second = Array.from({ length: RATE * CROWD }, (_, n) => crowdVisitAt(n).kind);

    const count = (kind: string): number => second.filter((one) => one === kind).length;

    expect([count('list'), count('look'), count('buy')]).toEqual([4, 48, 8]);
  });

  it('looks at and buys every product sooner or later', () => {
    const visits = Array.from({ length: 200 }, (_, n) => visitAt(n));

    const goods = (kind: 'look' | 'buy') =>
      new Set(visits.flatMap((visit) => (visit.kind === kind ? [visit.productId] : [])));

    expect([goods('look').size, goods('buy').size]).toEqual([8, 8]);
  });

  it('keeps its pace by the clock, not by the answers', () => {
    const afterOneSecond = dueAfter(1000, 0);
    const whenAllCame = dueAfter(1000, 20);
    const whenLate = dueAfter(1500, 20);
    const whenEarly = dueAfter(900, 20);

    expect([afterOneSecond, whenAllCame, whenLate, whenEarly]).toEqual([20, 0, 10, 0]);
  });
});
