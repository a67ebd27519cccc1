import { mayEver, type Permission, permissions, Role } from '../kernel/authorisation';
import { valuesOf } from '../kernel/enumeration';
import { permissionOf } from '../operations';

/** What stands before and after the table in `docs/security.md`. */
export const rolesTableMarks = [
  '<!-- roles: written by `npm run schema:write` -->',
  '<!-- /roles -->',
] as const;

/** Who may do what, and which operations need it, as a table in Markdown. */
export function rolesTable(): string {
  const roles = valuesOf(Role);
  const head = ['Permission', ...roles.map(nameOf), 'Operations'];
  const rows = permissions.map((permission) => [
    `\`${permission}\``,
    ...roles.map((role) => (mayEver(role, permission) ? sign(role) : '')),
    operationsWith(permission).join(', '),
  ]);
  const rule = head.map((_cell, column) => (column > 0 && column <= roles.length ? ':-:' : '---'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A text with the table as it is now between its marks. */
export function withRolesTable(text: string): string {
  const [begin, end] = rolesTableMarks;
  const [before, rest = ''] = text.split(begin);
  const [, after] = rest.split(end);
  if (after === undefined) throw new Error(`There is no place for the table: ${begin} ... ${end}`);
  return `${before}${begin}\n\n${rolesTable()}\n\n${end}${after}`;
}

/** A system needs the permission as a scope, too. */
const sign = (role: Role): string => (role === 'INTEGRATION_CLIENT' ? 'scope' : 'yes');

/** `BOARD_MEMBER` as a heading: `Board member`. */
function nameOf(role: Role): string {
  const words = role.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function operationsWith(permission: Permission): string[] {
  return Object.entries(permissionOf)
    .filter(([, needed]) => needed === permission)
    .map(([operation]) => `\`${operation}\``);
}
