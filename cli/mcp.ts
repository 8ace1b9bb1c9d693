import type { Command } from 'commander';
import { ROLES, type Role } from '../functions/core/domain/role.ts';
import { CommandFailed, EXIT } from './exit.ts';
import type { Stack } from './stack.ts';

const isRole = (text: string): text is Role => ROLES.some((role) => role === text);

/** `mcp`: the same tools as at `/mcp`, over stdin and stdout, for an assistant on this machine. */
export const addMcp = (program: Command, stack: () => Stack): void => {
  program
    .command('mcp')
    .description('serve the tools for assistants (MCP) over stdin and stdout')
    .option('--role <role>', 'whose token to use, where the stack has several', 'viewer')
    .action(async ({ role }: { readonly role: string }) => {
      if (!isRole(role)) throw new CommandFailed(EXIT.usage, `mcp: ${role} is none of ${ROLES.join(', ')}`);
      const { apiUrl, tokenFor } = stack();
      const token = tokenFor(role);
      const [{ serveStdio, StdioServerTransport }, { makeMcpServer }, { deskOf }] = await Promise.all([
        import('@modelcontextprotocol/server/stdio'),
        import('../functions/mcp/server.ts'),
        import('../functions/adapters/operator-api/desk.ts'),
      ]);
      const transport = new StdioServerTransport();
      const ended = new Promise<void>((resolve) => process.stdin.once('end', resolve).once('close', resolve));
      const factory = () => makeMcpServer((tool) => deskOf({ url: apiUrl, token, protocol: 'mcp' }, tool));
      const served = serveStdio(factory, { transport });
      await ended;
      await served.close();
    });
};
