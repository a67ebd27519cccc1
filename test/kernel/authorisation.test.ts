import {
  type Actor,
  authorise,
  authoriseForMunicipality,
  may,
  type Permission,
  permissions,
  Role,
  visibleBoards,
} from '../../src/kernel/authorisation';
import { valuesOf } from '../../src/kernel/enumeration';

/** Who may do what, written out once more: a change of rights is a change of this table. */
const columns = [
  ...['ADMINISTRATOR', 'CONTROLLER', 'BOARD_SECRETARY', 'CONTROL_PERFORMER', 'BOARD_MEMBER'],
  ...['AUDITOR', 'INTEGRATION_CLIENT'],
];
const table: readonly (readonly [Permission, string])[] = [
  ['register:read', 'yes yes yes yes yes yes yes'],
  ['secret:read', 'no yes yes yes yes yes no'],
  ['shared-secret:read', 'no yes no no no yes no'],
  ['organisation:maintain', 'yes no no no no no no'],
  ['identity:read', 'yes no no no no yes no'],
  ['identity:maintain', 'yes no no no no no no'],
  ['audit-trail:read', 'no no no no no yes no'],
  ['scoring-scheme:establish', 'yes yes no no no no no'],
  ['register:maintain', 'no yes no no no no no'],
  ['risk:assess', 'no yes no no no no no'],
  ['risk-assessment-round:maintain', 'no yes no no no no no'],
  ['action:maintain', 'no yes no yes no no no'],
  ['common-control:decide', 'no no yes no no no no'],
  ['control-plan:draft', 'no yes no no no no no'],
  ['control-plan:propose', 'no yes no no no no no'],
  ['control-plan:remit', 'no yes yes no no no no'],
  ['control-plan:adopt', 'no no yes no no no no'],
  ['control-plan:close', 'no yes no no no no no'],
  ['result:record', 'no yes no yes no no no'],
  ['result:assess', 'no yes no no no no no'],
  ['follow-up-round:maintain', 'no yes no no no no no'],
  ['follow-up-report:draft', 'no yes no no no no no'],
  ['follow-up-report:submit', 'no yes no no no no no'],
  ['follow-up-report:remit', 'no yes yes no no no no'],
  ['follow-up-report:decide', 'no no yes no no no no'],
  ['supervision:draft', 'no yes no no no no no'],
  ['supervision:submit', 'no yes no no no no no'],
  ['supervision:remit', 'no yes yes no no no no'],
  ['supervision:decide', 'no no yes no no no no'],
  ['audit-recommendation:maintain', 'no yes no no no no no'],
  ['audit-recommendation:answer', 'no yes yes no no no no'],
  ['audit-recommendation:decide', 'no no yes no no no no'],
  ['audit-recommendation:retest', 'no no no no no yes no'],
  ['assignment:complete', 'no yes yes no no no no'],
];

const actor = (role: Role, boardId: string | null): Actor => ({
  subject: 'somebody',
  municipalityId: 'm',
  grants: [{ role, boardId }],
});
const passes = (act: () => void): boolean => {
  try {
    act();
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'FORBIDDEN' });
    return false;
  }
};

it('the table here names every permission and every role', () => {
  expect(table.map(([permission]) => permission)).toEqual(permissions);
  expect(columns).toEqual(valuesOf(Role));
});

describe.each(table)('%s', (permission, row) => {
  const answers = row.split(' ');

  it.each(valuesOf(Role))('as %s', (role) => {
    const isAllowed = answers[columns.indexOf(role)] === 'yes';

    expect(may(actor(role, 'school'), permission, 'school')).toBe(isAllowed);
    expect(may(actor(role, 'school'), permission, null)).toBe(isAllowed);
    expect(may(actor(role, null), permission, 'school')).toBe(isAllowed);
    expect(may(actor(role, 'culture'), permission, 'school')).toBe(false);
    expect(passes(() => authorise(actor(role, 'school'), permission, 'school'))).toBe(isAllowed);

    const forAll = (boardId: string | null) => () =>
      authoriseForMunicipality(actor(role, boardId), permission);
    expect(passes(forAll(null))).toBe(isAllowed);
    expect(passes(forAll('school'))).toBe(false);
  });
});

it('grants add up, each for its own board only', () => {
  const both: Actor = {
    ...actor('CONTROLLER', 'school'),
    grants: [
      { role: 'CONTROLLER', boardId: 'school' },
      { role: 'BOARD_SECRETARY', boardId: 'culture' },
      { role: 'AUDITOR', boardId: null },
    ],
  };

  expect(may(both, 'control-plan:draft', 'school')).toBe(true);
  expect(may(both, 'control-plan:adopt', 'culture')).toBe(true);
  expect(may(both, 'control-plan:adopt', 'school')).toBe(false);
  expect(() => authoriseForMunicipality(both, 'register:maintain')).toThrow('register:maintain');
  expect(() => authoriseForMunicipality(both, 'register:read')).not.toThrow();
});

it('a caller without grants may do nothing', () => {
  const nobody: Actor = { ...actor('AUDITOR', null), grants: [] };

  for (const permission of permissions) {
    expect(passes(() => authorise(nobody, permission, null))).toBe(false);
    expect(passes(() => authoriseForMunicipality(nobody, permission))).toBe(false);
  }
});

it('AZ-7 an integration client may do what both its role and its scopes allow', () => {
  const client = (scopes: readonly string[]): Actor => ({
    ...actor('INTEGRATION_CLIENT', null),
    grants: [{ role: 'INTEGRATION_CLIENT', boardId: null, scopes }],
  });
  const allowed = permissions.filter((permission) => may(client(permissions), permission, null));

  expect(allowed).toEqual([
    'register:read',
    'register:maintain',
    'risk:assess',
    'action:maintain',
    'control-plan:draft',
    'result:record',
    'follow-up-report:draft',
  ]);
  expect(may(client(['result:record']), 'result:record', 'school')).toBe(true);
  expect(may(client(['result:record']), 'register:read', 'school')).toBe(false);
});

it('AZ-7 control performers and integration clients see their own boards, everybody else every board', () => {
  for (const role of valuesOf(Role)) {
    const isLimited = role === 'CONTROL_PERFORMER' || role === 'INTEGRATION_CLIENT';
    expect([role, visibleBoards(actor(role, 'school'))]).toEqual([
      role,
      isLimited ? ['school'] : null,
    ]);
    expect(visibleBoards(actor(role, null))).toBeNull();
  }
  const performer = { role: 'CONTROL_PERFORMER', boardId: 'school' } as const;
  const both = (role: Role) => ({
    ...actor(role, 'culture'),
    grants: [performer, { role, boardId: 'culture' }],
  });
  // In one order, each once: whoever sees the same is told the same.
  expect(visibleBoards(both('CONTROL_PERFORMER'))).toEqual(['culture', 'school']);
  expect(visibleBoards(both('BOARD_MEMBER'))).toBeNull();
});
