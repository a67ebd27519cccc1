import { mayEver, permissions, type Role } from '../../kernel/authorisation';
import type { InputReader, Optional } from '../../kernel/input';

/** What the role of integration clients may do at most. */
const possible: readonly string[] = permissions.filter((permission) =>
  mayEver('INTEGRATION_CLIENT', permission),
);

/** The scopes that a system may be given, each once. */
export function readScopes(input: InputReader, field: string, raw: readonly string[]): string[] {
  const scopes = [...new Set(raw)];
  if (scopes.length === 0 || scopes.some((scope) => !possible.includes(scope))) {
    input.fault(field, {
      sv: 'ska nämna minst en behörighet, och bara sådana som system kan få',
      en: 'must name at least one permission, and only those that systems can have',
    });
  }
  return scopes;
}

/** The scopes that go with a role: some for an integration client, none for any other. */
export function readScopesOfRole(
  input: InputReader,
  role: Role,
  raw: Optional<readonly string[]>,
): string[] {
  if (role === 'INTEGRATION_CLIENT') return readScopes(input, 'scopes', raw ?? ['register:read']);
  if (raw?.length) {
    input.fault('scopes', {
      sv: 'gäller bara rollen INTEGRATION_CLIENT',
      en: 'are for the role INTEGRATION_CLIENT only',
    });
  }
  return [];
}
