import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readStack } from '../../../cli/stack.ts';
import { IncidentView, QuarantineList } from '../../../functions/core/contracts/api.ts';
import { anApiServer } from '../../support/api-server.ts';
import { commandLine } from '../../support/command-line.ts';
import { bytes, payload } from '../../support/payloads.ts';
import { quarantining } from '../../support/quarantining.ts';

let server: Awaited<ReturnType<typeof anApiServer>>;

beforeEach(async () => {
  server = await anApiServer();
});

afterEach(() => server.close());

const run = commandLine(() => server.url);

const idOf = (which: number): string => server.record.incidents[which]?.incident.id ?? '';

describe('incidents', () => {
  it('are listed in a table, newest first', async () => {
    const { code, out } = await run('incidents');

    const [head = '', first = '', ...rest] = out.split('\n');
    expect(code).toBe(0);
    expect(head).toMatch(/^ID +STATUS +OPENED +SERVICE +TITLE +ENDED FOR$/);
    expect(first).toContain(idOf(4));
    expect(rest).toHaveLength(4);
  });

  it('are selected', async () => {
    const { out } = await run('incidents --status escalated');

    expect(out.split('\n')).toHaveLength(2);
    expect(out).toContain(idOf(1));
  });

  it('are JSON for scripts', async () => {
    const { out } = await run('incidents --limit 1 --json');

    expect(JSON.parse(out)).toMatchObject({ incidents: [{ id: idOf(4) }], cursor: expect.any(String) });
  });

  it('say so when there are none', async () => {
    server.memory.incidents.clear();

    expect((await run('incidents')).out).toBe('no incidents');
  });

  it('fail with the field and what is allowed', async () => {
    const { code, err } = await run('incidents --status broken');

    expect(code).toBe(1);
    expect(err).toContain('status: invalid option');
    expect(err).toContain('allowed: open, diagnosing');
  });

  it('keep their columns in line with texts of double width', async () => {
    const [first] = server.memory.incidents.values();
    if (first)
      server.memory.incidents.set(first.incident.id, { ...first, incident: { ...first.incident, service: '数据库' } });

    const { out } = await run('incidents');

    const rows = out.split('\n').slice(1);
    expect(rows.find((row) => row.includes('数据库'))).toContain('数据库    DatabaseTimeout');
    expect(rows.find((row) => row.includes('checkout  '))).toContain('checkout  DatabaseTimeout');
  });
});

describe('incident', () => {
  it('tells the story', async () => {
    const { code, out } = await run(`incident ${idOf(0)}`);

    expect(code).toBe(0);
    expect(out).toContain('DatabaseTimeout on checkout  closed: recovery measured');
  });

  it('is JSON for scripts', async () => {
    const { out } = await run(`incident ${idOf(0)} --json`);

    expect(IncidentView.parse(JSON.parse(out)).id).toBe(idOf(0));
  });

  it('exits 1 when there is none of that id', async () => {
    const { code, err } = await run('incident INC-none');

    expect([code, err]).toEqual([1, 'no incident INC-none']);
  });
});

describe('watch', () => {
  it('shows the timeline and exits 0 when the incident was closed', async () => {
    const { code, out } = await run(`watch ${idOf(0)}`);

    expect(code).toBe(0);
    expect(out).toMatch(/incident\.opened.*\n[\s\S]*incident\.closed/);
  });

  it('gives a script each entry on a line of its own', async () => {
    const { out } = await run(`watch ${idOf(0)} --json`);

    const entries = out.split('\n').map((line): unknown => JSON.parse(line));
    expect(entries.at(0)).toMatchObject({ incidentId: idOf(0), seq: 1, kind: 'incident.opened' });
    expect(entries.at(-1)).toMatchObject({ kind: 'incident.closed' });
  });

  it('exits 1 when the incident was handed over', async () => {
    const { code, out } = await run(`watch ${idOf(1)}`);

    expect(code).toBe(1);
    expect(out).toContain('people.told');
  });
});

describe('every command', () => {
  /** What talks to a person or a protocol, and answers nothing. */
  const WITHOUT_JSON = ['mcp'];

  it('teaches what it does, and gives the same to machines', async () => {
    const { out } = await run('--help');
    const names = [...out.matchAll(/^ {2}([a-z]+)(?= )/gm)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(25);
    expect(out).toContain('Exit codes: 0');

    for (const name of names.filter((one) => one !== 'selfright' && one !== 'help')) {
      const { code, out: help } = await run(`${name} --help`);
      const isGroup = help.includes('Commands:');
      expect([name, code, help.split('\n').length > 3]).toEqual([name, 0, true]);
      if (!isGroup && !WITHOUT_JSON.includes(name)) expect([name, help.includes('--json')]).toEqual([name, true]);
    }
  });
});

describe('receipts', () => {
  it('are listed with what became of them', async () => {
    const { out } = await run('receipts');

    expect(out).toContain(`opened  `);
    expect(out).toContain(idOf(0));
  });
});

describe('quarantine', () => {
  const ODD = '{"text":"\\u001b[2J a template of mine"}';

  const kept = async () => {
    const { quarantine } = quarantining(server);
    await quarantine({
      source: 'grafana',
      body: bytes(`${ODD}\n\u001b[2Jline`),
      headers: { 'content-type': 'application/json' },
      reason: 'body_unmapped',
      why: 'neither alerts nor a state',
    });
    const [one] = await server.quarantine.list({ limit: 1 });
    return one?.id ?? '';
  };

  it('says so when there is nothing', async () => {
    expect((await run('quarantine list')).out).toBe('nothing is quarantined');
  });

  it('is listed with why, and counted by source and reason', async () => {
    const id = await kept();

    const { code, out } = await run('quarantine list');

    expect(code).toBe(0);
    expect(out).toContain(id);
    expect(out).toMatch(/body unmapped .*neither alerts nor a state/);
    expect(out).toMatch(/^grafana: body unmapped 1 since /m);
  });

  it('shows a body that cannot do anything to the terminal', async () => {
    const { code, out } = await run(`quarantine show ${await kept()}`);

    expect(code).toBe(0);
    expect(out).toContain('  | {"text":"\\u001b[2J a template of mine"}\n  | [2Jline');
    expect(out).not.toContain('\u001b');
  });

  it('is JSON for scripts', async () => {
    const id = await kept();

    const [list, one] = [await run('quarantine list --json'), await run(`quarantine show ${id} --json`)];

    expect(QuarantineList.parse(JSON.parse(list.out)).quarantined).toHaveLength(1);
    expect(JSON.parse(one.out)).toMatchObject({ id, whole: true });
  });

  it('is replayed, and exits 1 while it is still not understood', async () => {
    const { code, err } = await run(`quarantine replay ${await kept()}`);

    expect(code).toBe(1);
    expect(err).toContain('it is still not understood');
  });

  it('is replayed to a new receipt', async () => {
    const { quarantine } = quarantining(server);
    const body = payload('alertmanager/single-firing');
    await quarantine({ source: 'alertmanager', body, headers: {}, reason: 'content_type_refused', why: 'text/plain' });
    const [one] = await server.quarantine.list({ limit: 1 });

    const { code, out } = await run(`quarantine replay ${one?.id}`);

    expect([code, out]).toEqual([0, `sent again as ${server.queue.waiting[0]?.receiptId}`]);
  });
});

describe('dlq', () => {
  it('names what it needs when the stack does not name its queues', async () => {
    const { code, err } = await run('dlq list');

    expect(code).toBe(2);
    expect(err).toContain('SELFRIGHT_DLQ_URL');
  });
});

describe('brake', () => {
  it('says that it was never engaged', async () => {
    expect((await run('brake status')).out).toContain('released');
  });

  it('is engaged with the token of a responder and released with that of an admin', async () => {
    const on = await run('brake on --service checkout --reason "strange numbers"');
    const status = await run('brake status');
    const off = await run('brake off --service checkout --reason understood');

    expect([on.code, off.code]).toEqual([0, 0]);
    expect(status.out).toMatch(/^ENGAGED {2}checkout {2}by the responder at .*: strange numbers$/);
    expect(off.out).toContain('by the admin');
  });

  it('exits 1 when the token at hand may not', async () => {
    const { code, err } = await run('brake on --reason x', { token: 'viewer' });

    expect([code, err]).toEqual([1, 'the viewer has the role viewer; this needs responder']);
  });

  it.each(['brake', 'brake maybe', 'brake on', 'brake off'])('refuses "%s" as wrong usage', async (line) => {
    const { code, err } = await run(line);

    expect(code).toBe(2);
    expect(err).not.toBe('');
  });
});

describe('close', () => {
  it('closes what was handed over, with a comment', async () => {
    const { code, out } = await run(`close ${idOf(1)} --comment "healed by hand"`);

    expect(code).toBe(0);
    expect(out).toContain(`${idOf(1)} closed`);
  });

  it('exits 1 for what is still worked on', async () => {
    const { code, err } = await run(`close ${idOf(3)} --comment x`);

    expect(code).toBe(1);
    expect(err).toContain('the incident is mitigating');
  });
});

describe('the command line', () => {
  it.each(['nonsense', 'incidents --nonsense', 'incident', 'close INC-1'])(
    'refuses "%s" with exit code 2',
    async (line) => {
      expect((await run(line)).code).toBe(2);
    },
  );

  it('explains its exit codes', async () => {
    const { code, out } = await run('--help');

    expect(code).toBe(0);
    expect(out).toContain('Exit codes: 0 done; 1');
    expect((await run('locks break --help')).out).toContain('Exit codes: 0 done; 1');
  });

  it('has a place in its help for every command, and says which role one takes', async () => {
    const { out } = await run('--help');

    expect(out).toMatch(/\nCommands:\n {2}help \[command\][^\n]*\n\n/);
    expect((await run('approve --help')).out).toContain('Needs a token of the role: approver');
    expect((await run('watch --help')).out).not.toContain('Needs a token');
  });

  it('exits 3 when nothing answers', async () => {
    const { code, err } = await run('incidents', { url: 'http://127.0.0.1:9' });

    expect(code).toBe(3);
    expect(err).toContain('http://127.0.0.1:9 does not answer');
  });

  it('exits 3 and says what to do when no stack is running', () => {
    const reading = () => readStack({ SELFRIGHT_HOME: '/nonexistent' });

    expect(reading).toThrow(expect.objectContaining({ exit: 3, remedy: expect.stringContaining('npm run up') }));
  });

  it('speaks to another installation when the environment names one', () => {
    const stack = readStack({ SELFRIGHT_API_URL: 'https://api.example.org/v1/', SELFRIGHT_TOKEN: 'mine' });

    expect([stack.apiUrl, stack.tokenFor('admin')]).toEqual(['https://api.example.org/v1', 'mine']);
  });

  it('says which part of the stack does not answer', async () => {
    const { code, out } = await run('doctor', { url: 'http://127.0.0.1:9' });

    expect(code).toBe(1);
    expect(out).toMatch(/^WRONG {3}operator API/m);
    expect(out).toMatch(/^UNSEEN {2}record/m);
  });
});
