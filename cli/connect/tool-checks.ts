import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { MonitoringTools } from '../../localstack/tools/binaries.ts';
import { runCommand } from '../../localstack/tools/command.ts';
import type { Piece } from './guide.ts';

/** What a tool says of a piece; `skipped` when the tool is not here. */
export interface Check {
  readonly file: string;
  readonly tool: string;
  readonly outcome: 'right' | 'wrong' | 'skipped';
  readonly says: string;
}

const ARGUMENTS = { amtool: ['check-config'], promtool: ['check', 'rules'] } as const;

const WAIT_MS = 20_000;

type Tools = Pick<MonitoringTools, 'amtool' | 'promtool'>;

const check = async (folder: string, piece: Piece, tool: keyof Tools, tools: Tools | undefined): Promise<Check> => {
  const { file, text } = piece;
  if (tools === undefined) return { file, tool, outcome: 'skipped', says: `${tool} is not here; npm run up brings it` };
  const path = join(folder, basename(file));
  // It holds the secret, so it is kept from others.
  writeFileSync(path, text, { mode: 0o600 });
  const { code, text: said } = await runCommand(tools[tool], [...ARGUMENTS[tool], path], { timeout: WAIT_MS });
  const says = said.replaceAll(`${folder}/`, '').trim();
  return { file, tool, outcome: code === 0 ? 'right' : 'wrong', says };
};

/** Lets the tools read those pieces that one of them can judge; without the tools nothing is judged. */
export const checkPieces = async (pieces: readonly Piece[], tools: Tools | undefined): Promise<readonly Check[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'selfright-connect-'));
  try {
    return await Promise.all(
      pieces.flatMap((piece) => (piece.checkedBy === undefined ? [] : [check(folder, piece, piece.checkedBy, tools)])),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
