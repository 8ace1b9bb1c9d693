import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Counter, Gauge, type Registry } from 'prom-client';
import * as z from 'zod/mini';
import type { AdminCall } from './admin.ts';
import { codeOf } from './log.ts';
import type { Weakness } from './weakness.ts';

const LOG = 'access.log';
const DAY_SECONDS = 86_400;
const PIECE = 256 * 1024;

const Rotate = z.object({ retentionSeconds: z.number().check(z.minimum(60)) });

/**
 * The access log and the temporary uploads of a process. The kernel limits how big a file may grow (RLIMIT_FSIZE):
 * beyond that a write ends with EFBIG, and whoever must log what it does cannot serve any more.
 */
export const makeSpool = (folder: string, limitBytes: number, registry: Registry) => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, LOG);
  let file = openSync(path, 'a');
  const registers = [registry];
  const rotated = (): readonly string[] => readdirSync(folder).filter((name) => /^access-.*\.log$/.test(name));
  const uploads = (): readonly string[] => readdirSync(folder).filter((name) => name.startsWith('upload-'));
  const sizeOf = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0), 0);
  new Gauge({
    name: 'spool_bytes',
    help: 'What lies in the spool, by kind.',
    labelNames: ['kind'],
    registers,
    collect() {
      this.set({ kind: 'log' }, fstatSync(file).size);
      this.set({ kind: 'rotated' }, sizeOf(rotated()));
      this.set({ kind: 'upload' }, sizeOf(uploads()));
    },
  });
  new Gauge({ name: 'spool_limit_bytes', help: 'How big the kernel lets a file grow.', registers }).set(limitBytes);
  const failures = new Counter({
    name: 'spool_write_failures_total',
    help: 'Writes that the kernel refused, by its error code.',
    labelNames: ['code'],
    registers,
  });
  for (const code of ['EFBIG', 'ENOSPC']) failures.inc({ code }, 0);

  /** Writes all of it, or throws what the kernel said. */
  const write = (text: string | Buffer): void => {
    const bytes = Buffer.from(text);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    } catch (thrown) {
      failures.inc({ code: codeOf(thrown) });
      throw thrown;
    }
  };

  const rotate = (): string => {
    const name = `access-${Date.now()}.log`;
    closeSync(file);
    renameSync(path, join(folder, name));
    file = openSync(path, 'a');
    return name;
  };

  /** Removes rotated logs and temporary uploads that are older than that, and nothing else. */
  const purge = (olderThanSeconds: number): readonly string[] => {
    const before = Date.now() - olderThanSeconds * 1000;
    const old = [...rotated(), ...uploads()].filter((name) => statSync(join(folder, name)).mtimeMs < before);
    for (const name of old) rmSync(join(folder, name));
    return old;
  };

  const state = () => ({
    logBytes: fstatSync(file).size,
    limitBytes,
    rotated: rotated().length,
    uploads: uploads().length,
  });
  const calls: Readonly<Record<string, AdminCall>> = {
    'rotate-logs': {
      state,
      run: (given) => {
        const { retentionSeconds } = z.parse(Rotate, given);
        return { rotatedTo: rotate(), purged: purge(retentionSeconds), ...state() };
      },
    },
  };

  const weakness: Weakness = {
    name: 'full-spool',
    begin: () => {
      for (const days of [9, 12, 30]) {
        const name = join(folder, `upload-${days}.tmp`);
        writeFileSync(name, Buffer.alloc(PIECE));
        const then = Date.now() / 1000 - days * DAY_SECONDS;
        utimesSync(name, then, then);
      }
      const line = Buffer.alloc(
        PIECE,
        `${JSON.stringify({ level: 'debug', message: 'every header of every request' })}\n`,
      );
      try {
        for (;;) writeSync(file, line);
      } catch (thrown) {
        if (!['EFBIG', 'ENOSPC'].includes(codeOf(thrown))) throw thrown;
      }
    },
    end: () => {
      const was = fstatSync(file).size >= limitBytes || rotated().length > 0 || uploads().length > 0;
      if (was) rotate();
      purge(-1);
      return was;
    },
  };

  return { write, calls, weakness };
};
