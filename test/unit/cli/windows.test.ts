import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant, plusSeconds } from '../../../functions/core/domain/time.ts';
import { anApiServer } from '../../support/api-server.ts';
import { aWindow } from '../../support/builders.ts';
import { commandLine } from '../../support/command-line.ts';

let server: Awaited<ReturnType<typeof anApiServer>>;

beforeEach(async () => {
  server = await anApiServer();
});

afterEach(() => server.close());

const run = commandLine(() => server.url);
const inAnHour = () => plusSeconds(instant(server.clock()), 3600);

describe('windows', () => {
  it('are said to be none', async () => {
    expect(await run('windows list')).toMatchObject({ code: 0, out: 'no maintenance window is known' });
  });

  it('are asked for, listed with who asked and why, and ended', async () => {
    const added = await run(`windows add --service checkout --until ${inAnHour()} --reason "a release" --json`);
    const { id } = JSON.parse(added.out);

    const listed = await run('windows list');
    const ended = await run(`windows end ${id}`);

    expect(added.code).toBe(0);
    expect(listed.out).toMatch(new RegExp(`^${id} {2}checkout .* a release {2}\\(the responder\\)$`));
    expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('ended by the responder') });
  });

  it.each([
    ['without an end', 'windows add --reason "a release"', 2, '--until'],
    ['without a reason', 'windows add --until 2026-03-02T23:00:00Z', 2, '--reason'],
    ['that is over', 'windows add --until 2020-01-01T00:00:00Z --reason "a release"', 1, 'it would be over already'],
    ['that is unknown', 'windows end WIN-none', 1, 'no window of that id'],
  ])('refuse one %s, and say what is wrong', async (_, line, code, says) => {
    const refused = await run(line);

    expect(refused.code).toBe(code);
    expect(refused.err).toContain(says);
    expect(await server.windows.all()).toEqual([]);
  });

  it('print a reason from outside as text, and nothing else', async () => {
    await server.windows.put(aWindow({ reason: 'quiet\u001b[2J' }));

    expect((await run('windows list')).out).not.toContain('\u001b');
  });
});
