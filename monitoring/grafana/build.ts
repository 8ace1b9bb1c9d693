// Writes the dashboards that Grafana is provisioned with: npm run dashboards
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rendered } from './rendered.ts';

for (const [file, text] of Object.entries(rendered())) {
  writeFileSync(join(import.meta.dirname, 'dashboards', file), text);
  console.log(`dashboards/${file}`);
}
