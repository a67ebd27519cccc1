import type { Permission, Role } from '../../kernel/authorisation';
import { mayEver } from '../../kernel/authorisation';
import type { InputReader, Optional } from '../../kernel/input';

/** The scopes that a system may be given: what the role of integration clients may do at most. */
export function readScopes(input: InputReader, field: string, raw: readonly string[]): string[] {
  const scopes = [...new Set(raw)];
  const unknown = scopes.find((scope) => !mayEver('INTEGRATION_CLIENT', scope as Permission));
  if (unknown !== undefined || scopes.length === 0) {
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
