/** One process of the storefront, as the local stack starts it. */
export interface StorefrontProcess {
  readonly service: string;
  readonly instance: string;
  /** The file of this folder that is bundled and run. */
  readonly entry: string;
  /** Flags for node that keep the process small. */
  readonly nodeFlags: readonly string[];
  /** The largest file that it may write, in bytes; the kernel sees to it. @default no limit */
  readonly largestFile?: number;
}

/**
 * Interpreted and without helper threads: the shop computes next to nothing, and eight processes then need some 20 MB
 * each beside node's own code, which they share. Compiled it would be half as much again.
 */
const SMALL = ['--lite-mode', '--single-threaded', '--max-old-space-size=64'] as const;

const one = (service: string, instance: string): StorefrontProcess => ({
  service,
  instance,
  entry: `${service}.ts`,
  nodeFlags: SMALL,
});

/** The processes of the storefront; `load` is its customers, not a service. */
export const STOREFRONT: readonly StorefrontProcess[] = [
  one('acquirer', 'acquirer-1'),
  { ...one('edge', 'edge-1'), largestFile: 16 * 1024 * 1024 },
  one('catalogue', 'catalogue-1'),
  one('checkout', 'checkout-1'),
  one('checkout', 'checkout-2'),
  one('orders', 'orders-1'),
  one('load', 'load-1'),
];

/** Programs that a process runs beside itself, in threads of its own. */
export const THREADS = ['feed-check.ts'] as const;
