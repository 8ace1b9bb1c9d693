import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { HOW, sourceOf } from '../../../lib/constructs/bundle.ts';

/** The packages that a Lambda's bundle holds. */
const packagesOf = async (lambda: string): Promise<readonly string[]> => {
  const entryPoints = [join(sourceOf(lambda), 'handler.ts')];
  const { metafile } = await build({ ...HOW, entryPoints, outdir: 'bundle', metafile: true, write: false });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
  return [...new Set(inputs.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []))];
};

const OF_AGENTS = /^@modelcontextprotocol\/|^@a2a-js\/|^@aws-sdk\/client-bedrock/;

describe('what agents need', () => {
  it.each(['webhook', 'intake', 'act', 'api'])('is not in the bundle of %s', async (lambda) => {
    const packages = await packagesOf(lambda);

    expect(packages.length).toBeGreaterThan(3);
    expect(packages.filter((name) => OF_AGENTS.test(name))).toEqual([]);
  });

  it('brings no client of AWS into the MCP Lambda, which asks the operator API and nobody else', async () => {
    const packages = await packagesOf('mcp');

    expect(packages).toContain('@modelcontextprotocol/server');
    expect(packages.filter((name) => name.startsWith('@aws-sdk/client-'))).toEqual([]);
  });
});
