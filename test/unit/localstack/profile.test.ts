import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECKOUT } from '../../../localstack/home.ts';
import { PREFERRED } from '../../../localstack/ports.ts';
import { render, renderFolder } from '../../../localstack/profile.ts';
import { tempFolder } from './temp-home.ts';

const committed = (file: string): string => readFileSync(join(CHECKOUT, 'monitoring', file), 'utf8');

describe('the timing profiles', () => {
  it('leaves the committed text as it is for reference on the usual ports', () => {
    const text = committed('prometheus/rules/database-timeout.yml');

    const rendered = render(text, 'reference', PREFERRED);

    expect(rendered).toBe(text);
  });

  it('shortens windows, patience and intervals for quick', () => {
    const rules = render(committed('prometheus/rules/api-503.yml'), 'quick', PREFERRED);
    const prometheus = render(committed('prometheus/prometheus.yml'), 'quick', PREFERRED);
    const alertmanager = render(committed('alertmanager/alertmanager.yml'), 'quick', PREFERRED);

    expect(rules).toContain('for: 5s');
    expect(rules).toContain('[5s]');
    expect(rules).not.toMatch(/\[1m\]|for: 1m/);
    expect(prometheus).toMatch(/scrape_interval: 1s[\s\S]*evaluation_interval: 1s/);
    expect(alertmanager).toMatch(/group_wait: 1s[\s\S]*group_interval: 5s[\s\S]*repeat_interval: 30s/);
  });

  it('keeps a wait of nothing, and whatever is no duration of the monitoring', () => {
    const text = 'group_wait: 0s\nsummary: for 1m nothing\nrefresh_interval: 5s\n';

    const rendered = render(text, 'quick', PREFERRED);

    expect(rendered).toBe(text);
  });

  it('swaps ports all at once, so that one that moved to the place of another is not moved twice', () => {
    const ports = { ...PREFERRED, 'edge-1': PREFERRED['catalogue-1'], 'catalogue-1': 40_000 };

    const rendered = render('127.0.0.1:8080 127.0.0.1:8081 127.0.0.1:1234', 'quick', ports);

    expect(rendered).toBe('127.0.0.1:8081 127.0.0.1:40000 127.0.0.1:1234');
  });

  it("renders a whole folder but for the rules' own tests", () => {
    const target = join(tempFolder(), 'config');

    renderFolder(join(CHECKOUT, 'monitoring', 'prometheus'), target, 'quick', PREFERRED);

    expect(readFileSync(join(target, 'rules', 'database-timeout.yml'), 'utf8')).toContain('for: 5s');
    expect(existsSync(join(target, 'targets', 'storefront.json'))).toBe(true);
    expect(existsSync(join(target, 'rules', 'database-timeout.test.yml'))).toBe(false);
  });
});
