// A thread of its own: checks one line of a supplier's feed.
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod/mini';

/** Words, each with or without a space after it: on a line of one long word and no match, there is no end of it. */
const LINE = /^(?:[a-z]+ ?)+$/;

parentPort?.postMessage({ valid: LINE.test(z.parse(z.string(), workerData)) });
