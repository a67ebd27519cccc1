import { demoMunicipalities } from '../../../seeds/demo-municipalities';
import { createDemoIdentities, knowsNobody } from '../../../src/modules/identity';

const [alingsas, exempelkoping] = demoMunicipalities;
const names = demoMunicipalities.flatMap(({ code }) =>
  [
    'administrator',
    'controller',
    'board_secretary',
    'control_performer',
    'board_member',
    'auditor',
    'integration_client',
  ].map((role) => `${code}_${role}`),
);

const identities = createDemoIdentities(demoMunicipalities);
const actorOf = (name: string) => identities.authenticate(identities.tokens[name] ?? '');

it('there is one person for each municipality and role, in order', () => {
  expect(Object.keys(identities.tokens)).toEqual(names);
});

it('tokens are long, different, and say what they are for', () => {
  const tokens = Object.values(identities.tokens);
  expect(new Set(tokens).size).toBe(14);
  for (const token of tokens) expect(token).toMatch(/^ik_demo_[A-Za-z0-9_-]{43}$/);
});

it('each person is another one, and acts for the municipality of the name', async () => {
  const actors = await Promise.all(names.map(actorOf));
  expect(new Set(actors.map((actor) => actor?.subject)).size).toBe(14);
  expect(actors.map((actor) => actor?.municipalityId)).toEqual([
    ...Array(7).fill(alingsas?.id),
    ...Array(7).fill(exempelkoping?.id),
  ]);
});

it.each([
  ['administrator', 'ADMINISTRATOR', null],
  ['controller', 'CONTROLLER', null],
  ['board_secretary', 'BOARD_SECRETARY', alingsas?.executiveBoardId],
  ['control_performer', 'CONTROL_PERFORMER', alingsas?.executiveBoardId],
  ['board_member', 'BOARD_MEMBER', alingsas?.executiveBoardId],
  ['auditor', 'AUDITOR', null],
  ['integration_client', 'INTEGRATION_CLIENT', null],
])('%s has the role %s for the board %s', async (name, role, boardId) => {
  expect(await actorOf(`alingsas_${name}`)).toEqual({
    subject: `demo:alingsas:${name}`,
    municipalityId: alingsas?.id,
    grants: [{ role, boardId }],
  });
});

it('a token of another start, a part of one, or none is nobody’s', async () => {
  const token = identities.tokens.alingsas_auditor ?? '';
  const another = createDemoIdentities(demoMunicipalities).tokens.alingsas_auditor ?? '';
  for (const wrong of [another, token.slice(0, -1), `${token}A`, token.toUpperCase(), '']) {
    expect(await identities.authenticate(wrong)).toBeNull();
  }
});

it('without a way of signing in, every token is nobody’s', async () => {
  expect(await knowsNobody.authenticate(identities.tokens.alingsas_auditor ?? '')).toBeNull();
});
