import { Repository } from '../kernel/repository';
import type { Tx } from '../kernel/unit-of-work';
import { ActionEntity } from '../modules/action';
import { ControlEntity, ControlRiskEntity } from '../modules/control';
import {
  AdministrationEntity,
  BoardAdministrationEntity,
  BoardEntity,
  CouncilGoalEntity,
  MunicipalityEntity,
} from '../modules/municipality';
import { ProcessEntity } from '../modules/process';
import {
  RiskActionEntity,
  RiskAssessmentEntity,
  RiskCategoryEntity,
  RiskEntity,
} from '../modules/risk';
import { ScoringSchemeRepository } from '../modules/scoring-scheme';
import { type Scoring, scoreOf } from '../modules/scoring-scheme/domain/score';
import { checkedDefinition } from '../modules/scoring-scheme/domain/scoring-scheme';
import type { SeedMunicipality, SeedRisk } from './seed-format';
import type { SeedNames } from './seed-names';

/** Writes what lives longer than a year: the organisation, the schemes, risks, controls, actions. */
export async function loadRegister(
  tx: Tx,
  names: SeedNames,
  seed: SeedMunicipality,
  now: Date,
): Promise<void> {
  await loadOrganisation(tx, names, seed);
  const schemes = new ScoringSchemeRepository(tx);
  for (const definition of seed.schemes) {
    const { id, number } = await schemes.establish(checkedDefinition(definition), now);
    names.add('scheme', number, id);
  }
  await loadActions(tx, names, seed);
  await loadRisks(tx, names, seed, now);
  await loadControls(tx, names, seed);
}

async function loadOrganisation(
  tx: Tx,
  names: SeedNames,
  { code, name, ...seed }: SeedMunicipality,
): Promise<void> {
  const { manager, scope } = tx;
  await manager.insert(MunicipalityEntity, { ...scope, code, name });
  await new Repository(tx, BoardEntity).insertAll(
    seed.boards.map((board) => ({ ...board, id: names.idOf('board', board.code) })),
  );
  await new Repository(tx, AdministrationEntity).insertAll(
    seed.administrations.map((each) => ({
      id: names.add('administration', each.name),
      name: each.name,
    })),
  );
  const links = seed.administrations.flatMap((each) =>
    each.boards.map((board) => ({
      ...scope,
      boardId: names.idOf('board', board),
      administrationId: names.idOf('administration', each.name),
    })),
  );
  if (links.length > 0) await manager.insert(BoardAdministrationEntity, links);
  await new Repository(tx, CouncilGoalEntity).insertAll(
    seed.goals.map((goal) => ({ ...goal, id: names.add('goal', goal.number) })),
  );
  await new Repository(tx, ProcessEntity).insertAll(
    seed.processes.map((process) => ({ ...process, id: names.add('process', process.name) })),
  );
  await new Repository(tx, RiskCategoryEntity).insertAll(
    seed.categories.map((category) => ({ name: category, id: names.add('category', category) })),
  );
}

async function loadActions(tx: Tx, names: SeedNames, { actions }: SeedMunicipality): Promise<void> {
  await new Repository(tx, ActionEntity).insertAll(
    actions.map(({ key, board, ownerAdministration, ...action }) => ({
      ...action,
      id: names.add('action', key),
      boardId: names.idOf('board', board),
      ownerAdministrationId: names.idOrNull('administration', ownerAdministration),
    })),
  );
}

async function loadRisks(
  tx: Tx,
  names: SeedNames,
  { risks, schemes }: SeedMunicipality,
  now: Date,
): Promise<void> {
  await new Repository(tx, RiskEntity).insertAll(
    risks.map(({ key, board, category, process, goal, actions, assessments, ...risk }, index) => ({
      measuresSufficient: 'UNKNOWN',
      ...risk,
      id: names.add('risk', key),
      number: index + 1,
      boardId: names.idOf('board', board),
      categoryId: names.idOrNull('category', category),
      processId: names.idOrNull('process', process),
      councilGoalId: names.idOrNull('goal', goal),
    })),
  );
  const scorings = new Map<number, Scoring>();
  for (const [index] of schemes.entries()) {
    const scheme = await new ScoringSchemeRepository(tx).read(names.idOf('scheme', index + 1));
    scorings.set(index + 1, scheme);
  }
  await new Repository(tx, RiskAssessmentEntity).insertAll(
    risks.flatMap((risk) => assessmentsOf(risk, names, scorings, now)),
  );
  const links = risks.flatMap(({ key, actions = [] }) =>
    actions.map((action) => ({
      ...tx.scope,
      riskId: names.idOf('risk', key),
      actionId: names.idOf('action', action),
    })),
  );
  if (links.length > 0) await tx.manager.insert(RiskActionEntity, links);
}

function assessmentsOf(
  { key, assessments = [] }: SeedRisk,
  names: SeedNames,
  scorings: ReadonlyMap<number, Scoring>,
  now: Date,
) {
  return assessments.map(({ scheme, likelihood, consequence, value, ...assessment }, index) => {
    const scoring = scorings.get(scheme);
    if (!scoring) throw new Error(`Risk ${key} is assessed under an unknown scheme ${scheme}`);
    return {
      kind: 'CURRENT' as const,
      ...assessment,
      ...scoreOf(scoring, { likelihood, consequence, value }),
      id: names.add('assessment', `${key} ${index}`),
      riskId: names.idOf('risk', key),
      schemeId: names.idOf('scheme', scheme),
      recordedAt: now,
    };
  });
}

async function loadControls(
  tx: Tx,
  names: SeedNames,
  { controls }: SeedMunicipality,
): Promise<void> {
  await new Repository(tx, ControlEntity).insertAll(
    controls.map(({ key, board, process, risks, methods, ...control }) => ({
      ...control,
      id: names.add('control', key),
      boardId: names.idOrNull('board', board),
      processId: names.idOrNull('process', process),
      methods: [...methods],
    })),
  );
  const links = controls.flatMap(({ key, risks = [] }) =>
    risks.map((risk) => ({
      ...tx.scope,
      controlId: names.idOf('control', key),
      riskId: names.idOf('risk', risk),
    })),
  );
  if (links.length > 0) await tx.manager.insert(ControlRiskEntity, links);
}
