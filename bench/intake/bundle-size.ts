import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { HOW, sourceOf } from '../../lib/constructs/bundle.ts';

/** What a Lambda's bundle weighs, in bytes. */
export interface BundleSize {
  readonly bytes: number;
  /** What this project wrote of it; the rest came with packages. */
  readonly ours: number;
}

/** Adds up what a build says of itself. */
export const sizeIn = ({ outputs }: Metafile): BundleSize => {
  const all = Object.values(outputs);
  const ours = all.flatMap(({ inputs }) => Object.entries(inputs)).filter(([file]) => !file.includes('node_modules/'));
  return {
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    ours: ours.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0),
  };
};

/** Bundles a Lambda as the deployment does, and weighs it. */
export const bundleSizeOf = async (lambda: string): Promise<BundleSize> => {
  const entryPoints = [join(sourceOf(lambda), 'handler.ts')];
  const { metafile } = await build({ ...HOW, entryPoints, outdir: 'bundle', metafile: true, write: false });
  return sizeIn(metafile);
};
