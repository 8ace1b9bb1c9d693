import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Counter, Gauge, type Registry } from 'prom-client';
import * as z from 'zod/mini';
import type { AdminCall } from './admin.ts';
import type { Log } from './log.ts';
import type { Weakness } from './weakness.ts';

/** A check that takes this long has run away; it is given up, so that a forgotten one does not burn for ever. */
const LONGEST_MILLIS = 180_000;

/** What makes the pattern of the check try every way to split the line, which are more than anybody can wait for. */
export const HOSTILE_LINE = `${'anchor '.repeat(12)}${'a'.repeat(34)}!`;

interface Running {
  readonly id: string;
  readonly worker: Worker;
  readonly startedAt: number;
  readonly giveUp: NodeJS.Timeout;
}

const secondsOf = ({ startedAt }: Running): number => (performance.now() - startedAt) / 1000;

const Cancel = z.object({ olderThanSeconds: z.number().check(z.minimum(1)) });

/**
 * Checks lines of suppliers' feeds against a pattern, each in a thread of its own beside the service. The pattern is
 * innocent to look at and catastrophic on the right line: then the thread burns one core until it is ended.
 */
export const makeFeedChecks = (registry: Registry, log: Log) => {
  const running = new Map<string, Running>();
  const registers = [registry];
  new Gauge({
    name: 'jobs_running',
    help: 'Background jobs that are at work.',
    registers,
    collect() {
      this.set(running.size);
    },
  });
  new Gauge({
    name: 'job_longest_running_seconds',
    help: 'How long the job that runs longest has been at work.',
    registers,
    collect() {
      this.set(Math.max(0, ...[...running.values()].map(secondsOf)));
    },
  });
  const cancelled = new Counter({
    name: 'jobs_cancelled_total',
    help: 'Background jobs that were cancelled.',
    registers,
  });

  const forget = (id: string): void => {
    clearTimeout(running.get(id)?.giveUp);
    running.delete(id);
  };

  const cancel = async (job: Running, why: string): Promise<void> => {
    forget(job.id);
    cancelled.inc();
    await job.worker.terminate();
    log('warn', 'job.cancelled', { job: job.id, why });
  };

  const check = (line: string): void => {
    const id = randomUUID();
    const worker = new Worker(join(import.meta.dirname, 'feed-check.mjs'), { workerData: line });
    const giveUp = setTimeout(() => {
      const job = running.get(id);
      if (job !== undefined) void cancel(job, 'it took too long');
    }, LONGEST_MILLIS);
    running.set(id, { id, worker, startedAt: performance.now(), giveUp });
    worker.once('exit', () => forget(id));
    worker.once('error', (error) => log('warn', 'job.failed', { job: id, why: error.message }));
  };

  const weakness: Weakness = {
    name: 'hostile-feed',
    begin: () => {
      if (running.size === 0) check(HOSTILE_LINE);
    },
    end: async () => {
      const jobs = [...running.values()];
      await Promise.all(jobs.map((job) => cancel(job, 'healed')));
      return jobs.length > 0;
    },
  };

  const calls: Readonly<Record<string, AdminCall>> = {
    'cancel-jobs': {
      state: () => ({ running: [...running.keys()] }),
      run: async (given) => {
        const { olderThanSeconds } = z.parse(Cancel, given);
        const old = [...running.values()].filter((job) => secondsOf(job) > olderThanSeconds);
        await Promise.all(old.map((job) => cancel(job, 'an administrator asked for it')));
        return { cancelled: old.map(({ id }) => id) };
      },
    },
  };

  return { weakness, calls, check };
};
