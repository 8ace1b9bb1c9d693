import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BundlingOptions, DockerImage, type ILocalBundling } from 'aws-cdk-lib';
import { type BuildOptions, buildSync } from 'esbuild';
import { buildPage } from './page.ts';

const ROOT = join(import.meta.dirname, '..', '..', 'functions');

/** Some dependencies still call `require`, which an ES module does not have. */
const REQUIRE = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);";

/** How every Lambda is bundled. */
export const HOW: BuildOptions = {
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  external: ['pg-native'],
  banner: { js: REQUIRE },
  legalComments: 'none',
  logLevel: 'warning',
};

let built: string | undefined;

/** One run of esbuild for every Lambda takes a fraction of one run each: they share most of what they import. */
const buildAll = (): string => {
  const out = mkdtempSync(join(tmpdir(), 'selfright-bundle-'));
  process.once('exit', () => rmSync(out, { recursive: true, force: true }));
  const names = readdirSync(ROOT).filter((name) => existsSync(join(ROOT, name, 'handler.ts')));
  buildSync({
    ...HOW,
    entryPoints: names.map((name) => ({ in: join(ROOT, name, 'handler.ts'), out: join(name, 'index') })),
    outdir: out,
    outExtension: { '.js': '.mjs' },
  });
  return out;
};

const local = (name: string): ILocalBundling => ({
  tryBundle(outputDir) {
    built ??= buildAll();
    cpSync(join(built, name), outputDir, { recursive: true });
    buildPage(join(ROOT, name), join(outputDir, 'page'));
    return true;
  },
});

/** Where a Lambda's sources lie: what is packed when bundling is switched off, as in template tests. */
export const sourceOf = (name: string): string => join(ROOT, name);

/** Bundles `functions/<name>/handler.ts` with the project's own esbuild; Docker is never asked. */
export const bundleOf = (name: string): BundlingOptions => ({
  image: DockerImage.fromRegistry('none'),
  local: local(name),
});
