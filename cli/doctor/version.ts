import { type Sign, well } from '../../functions/core/domain/health/sign.ts';
import manifest from '../../package.json' with { type: 'json' };

/** Which version this command line is, and on what it runs. */
export const versionSign = (): Sign =>
  well('selfright', `version ${manifest.version}, on Node.js ${process.versions.node}`);
