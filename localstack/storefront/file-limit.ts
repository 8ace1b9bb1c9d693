import * as z from 'zod/mini';

const Limits = z.object({
  userLimits: z.object({ file_size_blocks: z.object({ soft: z.union([z.number(), z.string()]) }) }),
});

/** How many bytes the kernel lets this process write into one file. */
export const fileLimit = (): number => {
  const { soft } = z.parse(Limits, process.report.getReport()).userLimits.file_size_blocks;
  return typeof soft === 'number' ? soft : Number.MAX_SAFE_INTEGER;
};
