// npm run bench:safety: plays ways in which acting can go wrong on a stack of its own, and holds what came of them against the rules.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { autonomyLines } from '../cli/autonomy.ts';
import { patiently } from '../cli/patiently.ts';
import { noPaint } from '../cli/text.ts';
import type { IncidentId } from '../functions/core/domain/incident.ts';
import { CHECKOUT } from '../localstack/home.ts';
import { runCommandLine } from '../localstack/interrupts.ts';
import { abandon, up } from '../localstack/stack.ts';
import { prove } from '../localstack/start/prove.ts';
import { defaultDisplay, plainDisplay } from '../localstack/steps.ts';
import { machine, versions } from './intake/machine.ts';
import { readOptions, USAGE } from './safety/options.ts';
import { type Played, play } from './safety/play.ts';
import { race } from './safety/race.ts';
import { readFacts } from './safety/record.ts';
import { breachesOf, type Report, reportLines } from './safety/report.ts';
import type { Scenario } from './safety/scenario.ts';
import { SCENARIOS } from './safety/scenarios/index.ts';
import { setStage } from './safety/stage.ts';
import { tallyOf } from './safety/tally.ts';
import { tamper } from './safety/tamper.ts';

const options = (() => {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nusage: ${USAGE}`);
    return process.exit(2);
  }
})();

const home = join(CHECKOUT, '.local', `bench-safety-${process.pid}`);
const say = options.json ? console.error : console.log;

/** What is no story of an incident: it is done, and answers what is not as it must be. */
const playAside = async (
  name: string,
  says: string,
  what: () => Promise<readonly string[]>,
  incidentId?: IncidentId,
): Promise<Played> => {
  say(`\n${name}: ${says}`);
  const begun = performance.now();
  const lacks = await what();
  for (const lack of lacks) say(`  BREACH  ${lack}`);
  const seconds = (performance.now() - begun) / 1000;
  return { name, says, incidentId, seconds, falseFixes: 0, lacks, story: [] };
};

const RACE = 'twenty incidents want the last free slot at the same moment: the gate gives it to one';
const TAMPERED =
  'an entry is edited, removed or moved, then all hashes are made anew as well: the audit names it every time';

const bench = async (): Promise<Report> => {
  const display = options.json ? plainDisplay((line) => console.error(line)) : defaultDisplay();
  const { outputs } = await up({ home, report: display, limits: 'wide', attached: true, what: 'npm run bench:safety' });
  const stage = await setStage(home, outputs);
  const isChosen = (name: string): boolean => options.only.length === 0 || options.only.includes(name);
  const played: Played[] = [];
  let before: Scenario['trouble'];
  for (const scenario of SCENARIOS.filter(({ name }) => isChosen(name))) {
    say(`\n${scenario.name}: ${scenario.says}`);
    const { trouble = 'sessions' } = scenario;
    const one = await play(scenario, stage, { forgotten: played.length > 0 && trouble !== before });
    before = trouble;
    for (const line of one.story) say(`  ${line}`);
    for (const lack of one.lacks) say(`  BREACH  ${lack}`);
    played.push(one);
  }
  if (isChosen('race')) played.push(await playAside('race', RACE, () => race(stage)));
  // What is tampered with must be over and delivered; it is put back, so that the laws hold again.
  const over = played.find(({ incidentId, lacks }) => incidentId !== undefined && lacks.length === 0)?.incidentId;
  if (over !== undefined) played.push(await playAside('tampered', TAMPERED, () => tamper(stage, over), over));
  stage.gateway.close();
  const autonomy = await patiently(() => stage.client.autonomy({ days: '1' }));
  const tally = tallyOf(await readFacts(outputs));
  return { played, tally, autonomy, proven: await prove(home) };
};

await runCommandLine({
  run: async () => {
    const ran = { at: new Date().toISOString(), machine: machine(), versions: versions() };
    const report = await bench();
    const folder = join(CHECKOUT, 'bench', 'results');
    mkdirSync(folder, { recursive: true });
    // A run of everything is the result that is worth keeping; the others lie beside it.
    const file = join(folder, options.only.length === 0 ? 'safety.json' : 'safety-part.json');
    const result = `${JSON.stringify({ ...ran, ...report }, null, 2)}\n`;
    writeFileSync(file, result);
    say('');
    for (const line of reportLines(report)) say(line);
    say('\nselfright autonomy');
    for (const line of autonomyLines(report.autonomy, noPaint)) say(`  ${line}`);
    say(`kept in ${file}`);
    if (options.json) process.stdout.write(result);
    await abandon(home);
    return breachesOf(report).length === 0 ? 0 : 1;
  },
  end: () => abandon(home),
});
