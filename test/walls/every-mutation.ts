import type { Actor } from '../../src/kernel/authorisation';
import { auditReport as recordAudit } from '../modules/audit-recommendation/audits';
import { settle } from '../modules/control-plan/plan';
import {
  assess,
  createBoard,
  decision,
  establishLights,
  movePlan,
  type Plan,
  planOf,
  raise,
  record,
  type Versioned,
} from '../modules/follow-up/year';
import { assess as assessRisk, createRisk, does, given } from '../modules/risk/register';
import { byHand, lights } from '../modules/scoring-scheme/scheme';
import type { TestMunicipality } from '../support/municipality';

/** The input of a mutation that works, with every id that it can name. */
export type Input = Readonly<Record<string, unknown>>;

/** Makes all that a mutation needs, and answers with an input with which it works. */
type Recipe = (of: TestMunicipality) => Promise<Input>;

/** Somebody who may do everything, but nothing on which somebody else had to have a look. */
export const everybody = ({ api }: TestMunicipality): Actor => ({
  ...api.actorWith('CONTROLLER'),
  subject: 'test-everybody',
  grants: (['ADMINISTRATOR', 'AUDITOR', 'BOARD_SECRETARY', 'CONTROLLER'] as const).map((role) => ({
    role,
    boardId: null,
  })),
});

let names = 0;
/** A name that nothing has. */
const fresh = (): string => `Namn-${++names}`;

const made = async (
  of: TestMunicipality,
  mutation: string,
  type: string,
  input: object,
): Promise<Versioned> => {
  const fields = `${type} { id version }`;
  const payload = await of.api.does<Record<string, Versioned>>(
    everybody(of),
    mutation,
    input,
    fields,
  );
  return payload[type] as Versioned;
};
const seen = ({ version }: Versioned) => ({ expectedVersion: version });

/** The version that records have which have never been changed. */
const first = { expectedVersion: 1 };

const board = ({ ks }: TestMunicipality) => ({ board: ks });
const administration = (of: TestMunicipality) =>
  made(of, 'createAdministration', 'administration', { name: fresh(), boards: [] });
const subject = (of: TestMunicipality) =>
  made(of, 'registerSubject', 'subject', {
    ...{ issuer: 'https://id.example', subject: `${of.ks} ${fresh()}`, name: 'Handläggare' },
  });
const control = (of: TestMunicipality) =>
  made(of, 'createControl', 'control', { ...board(of), title: 'Stickprov' });

const onAction = async (of: TestMunicipality, ...moves: string[]) => {
  let action = await raise(of, 'Utbilda');
  for (const move of moves) {
    action = await made(of, move, 'action', { actionId: action.id, ...seen(action) });
  }
  return { actionId: action.id, ...seen(action) };
};
const onRisk = async (of: TestMunicipality) => {
  await scheme(of);
  const risk = await assessRisk(of, await createRisk(of), { year: 2025, value: 3 });
  return { riskId: risk.id, ...seen(risk) };
};
const riskReferences = async (of: TestMunicipality) => ({
  categoryId: await given.category(of, fresh()),
  processId: await given.process(of, fresh()),
  councilGoalId: await given.goal(of, fresh()),
});
const onControl = async (of: TestMunicipality) => {
  const { id, version } = await control(of);
  return { controlId: id, expectedVersion: version };
};

const onPlan = async (of: TestMunicipality, ...moves: ('propose' | 'adopt' | 'close')[]) => {
  let plan: Plan = await planOf(of, undefined, { upTo: null });
  for (const move of moves) plan = await movePlan(of, plan, move);
  return { planId: plan.id, ...seen(plan) };
};
const onItem = async (of: TestMunicipality) => {
  const { items } = await planOf(of, undefined, { upTo: null });
  return { planItemId: items[0].id, ...first };
};
/** An open item of a plan in force, and one of next year's draft. */
const twoYears = async (of: TestMunicipality) => {
  const { board, items } = await planOf(of);
  const next = await planOf(of, undefined, { board: board.id, year: 2026, upTo: null });
  return { planItemId: items[0].id, ...first, toPlanItemId: next.items[0].id };
};
const sharedControl = (of: TestMunicipality) =>
  made(of, 'createControl', 'control', { title: 'Stickprov' });
/** A shared control that the executive board has made common for 2025; answers with what it became. */
const commonControl = async (of: TestMunicipality): Promise<string> => {
  const input = {
    ...{
      year: 2025,
      controls: [{ controlId: (await sharedControl(of)).id, kinds: ['FEDERATION'] }],
    },
    decision,
  };
  type Payload = { commonControls: [{ id: string }] };
  const fields = 'commonControls { id }';
  const payload = await of.api.does<Payload>(everybody(of), 'decideCommonControls', input, fields);
  return payload.commonControls[0].id;
};
const itemParts = async (of: TestMunicipality) => ({
  controls: [{ controlId: (await sharedControl(of)).id }],
  actionIds: [(await raise(of, 'Utbilda')).id],
});

const onDocument = async (of: TestMunicipality) => {
  const input = { ...board(of), title: 'Reglemente', kind: 'RULES' };
  const { id, version } = await made(of, 'recordGoverningDocument', 'governingDocument', input);
  return { documentId: id, expectedVersion: version };
};

const scheme = async (of: TestMunicipality): Promise<void> => {
  const { scoringSchemes } = await of.api.ask<{ scoringSchemes: unknown[] }>(
    '{ scoringSchemes { id } }',
  );
  if (scoringSchemes.length === 0) await establishLights(of);
};
const onResult = async (of: TestMunicipality, level?: string) => {
  await scheme(of);
  const { items } = await planOf(of);
  let result = await record(of, items[0], { resultOn: '2025-06-01' });
  if (level) result = await assess(of, result, level);
  return { resultId: result.id, ...seen(result) };
};
const resultParts = async (of: TestMunicipality, plan: Plan) => ({
  plannedControlIds: plan.items[0].plannedControls.map(({ id }) => id),
  actionIds: [(await raise(of, 'Utbilda', { raisedOn: '2025-06-01' })).id],
  ...{ deviations: [{ text: 'Attest saknas' }], units: [{ unit: 'Skolan' }] },
  evidence: [{ title: 'Protokoll', url: 'https://exempel.se' }],
});

const report = { year: 2025, occasion: 'YEAR_END', asOf: '2025-12-01', summary: 'Gott.' };
const onReport = async (of: TestMunicipality, ...moves: ('submit' | 'decide')[]) => {
  const plan = await planOf(of);
  let row = await made(of, 'draftFollowUpReport', 'followUpReport', {
    ...{ ...report, board: plan.board.id },
  });
  for (const move of moves) {
    const input = { reportId: row.id, ...seen(row), ...(move === 'decide' && { decision }) };
    const actor = of.api.actorWith(move === 'decide' ? 'BOARD_SECRETARY' : 'CONTROLLER');
    const fields = 'followUpReport { id version }';
    type Payload = { followUpReport: Versioned };
    const name = `${move}FollowUpReport`;
    row = (await of.api.does<Payload>(actor, name, input, fields)).followUpReport;
  }
  return { reportId: row.id, ...seen(row) };
};

let years = 2100;
/** A round of a year that nothing else is about. */
const round = () => ({
  ...{ year: ++years, occasion: 'INTERIM', name: 'Delårsbokslut' },
  ...{ asOf: `${years}-08-31`, dueOn: `${years}-09-15` },
});

let pastYears = 1900;
/** A round of a year that nothing else is about, and whose day has come. */
const pastRound = (of: TestMunicipality) => {
  const year = ++pastYears;
  return made(of, 'configureFollowUpRound', 'followUpRound', {
    ...{ year, occasion: 'INTERIM', name: 'Delårsbokslut' },
    ...{ asOf: `${year}-08-31`, dueOn: `${year}-09-15` },
  });
};
const onSupervision = async (of: TestMunicipality, ...moves: ('submit' | 'decide')[]) => {
  const { id: roundId } = await pastRound(of);
  let row = await made(of, 'draftSupervisionReport', 'supervisionReport', { roundId });
  for (const move of moves) {
    const input = { reportId: row.id, ...seen(row), ...(move === 'decide' && { decision }) };
    const actor = of.api.actorWith(move === 'decide' ? 'BOARD_SECRETARY' : 'CONTROLLER');
    type Payload = { supervisionReport: Versioned };
    const name = `${move}SupervisionReport`;
    row = (await of.api.does<Payload>(actor, name, input, 'supervisionReport { id version }'))
      .supervisionReport;
  }
  return { reportId: row.id, ...seen(row) };
};

const link = async (of: TestMunicipality, mutation: string | null, input: Input) => {
  if (mutation) await does(of, mutation, input);
  return input;
};
const actionOfRisk = async (of: TestMunicipality) => ({
  riskId: (await createRisk(of)).id,
  actionId: (await raise(of, 'Utbilda')).id,
});
const actionOfControl = async (of: TestMunicipality) => ({
  controlId: (await control(of)).id,
  actionId: (await raise(of, 'Utbilda')).id,
});
const controlOfRisk = async (of: TestMunicipality) => ({
  controlId: (await control(of)).id,
  riskId: (await createRisk(of)).id,
});

/** A report of the auditors with one recommendation, and what is about its only response. */
const audit = async (of: TestMunicipality) => {
  const report = await recordAudit(of);
  const [recommendation] = report.recommendations;
  const [response] = recommendation.responses;
  return { report, recommendation, response, answer: response.answers[0] };
};
const onAudit = async (of: TestMunicipality) => {
  const { report } = await audit(of);
  return { auditReportId: report.id, ...seen(report) };
};
const onAuditResponse = async (of: TestMunicipality, ...moves: string[]) => {
  let { response }: { response: Versioned } = await audit(of);
  for (const move of moves) {
    const input = { responseId: response.id, ...seen(response) };
    response = await made(of, move, 'auditResponse', input);
  }
  return { responseId: response.id, ...seen(response) };
};
const onAuditAnswer = async (of: TestMunicipality) => {
  const { answer } = await audit(of);
  return { answerId: answer.id, ...seen(answer) };
};
const decidedAnswer = async (of: TestMunicipality) => {
  const input = { answers: [await onAuditAnswer(of)], decision };
  type Payload = { auditAnswers: [Versioned] };
  const fields = 'auditAnswers { id version }';
  const payload = await of.api.does<Payload>(everybody(of), 'recordAuditDecision', input, fields);
  const [answer] = payload.auditAnswers;
  return { answerId: answer.id, ...seen(answer) };
};
const actionOfResponse = async (of: TestMunicipality) => ({
  responseId: (await audit(of)).response.id,
  actionId: (await raise(of, 'Utbilda')).id,
});

const token = (of: TestMunicipality) => ({
  ...{ name: fresh(), scopes: ['register:read'], boards: [of.ks], expiresOn: '2026-06-01' },
});
const mapping = (of: TestMunicipality) => ({
  ...{ ...board(of), issuer: 'https://id.example', appRole: fresh(), role: 'BOARD_MEMBER' },
});
const raised = { sensitivity: 'SECRET', reason: 'OSL 18:8' };

const evaluation = {
  ...{ instrument: 'Kommunkompassen', total: 5, max: 8 },
  areas: [{ number: 1, name: 'Styrning', achieved: 5, max: 8 }],
  benchmarks: [{ population: 'första mätningen', value: 4 }],
  points: [{ kind: 'IMPROVEMENT', areaNumber: 1, text: 'Utveckla styrningen' }],
};
const evaluated = async (of: TestMunicipality) => {
  type Recorded = Versioned & { readonly points: readonly [{ readonly id: string }] };
  const { evaluation: row } = await of.api.does<{ evaluation: Recorded }>(
    everybody(of),
    'recordEvaluation',
    { ...evaluation, ...board(of) },
    'evaluation { id version points { id } }',
  );
  return { row, evaluationPointId: row.points[0].id };
};
const riskOfPoint = async (of: TestMunicipality) => ({
  evaluationPointId: (await evaluated(of)).evaluationPointId,
  riskId: (await createRisk(of)).id,
});
const actionOfPoint = async (of: TestMunicipality) => ({
  evaluationPointId: (await evaluated(of)).evaluationPointId,
  actionId: (await raise(of, 'Utbilda')).id,
});

const question = {
  kind: 'INTERPELLATION',
  questions: ['Hur följs det?'],
  facts: [{ text: 'Utköp', source: 'Tidningen' }],
  statedControls: [{ number: 1, kind: 'EXISTING', text: 'Två referenser tas' }],
};
const asked = async (of: TestMunicipality, ...moves: 'answer'[]) => {
  const row = await made(of, 'recordQuestion', 'question', { ...question, ...board(of) });
  const input = { questionId: row.id, ...seen(row) };
  if (moves.length === 0) return input;
  const answered = { ...input, answer: 'Varje år.', decision };
  return { ...input, ...seen(await made(of, 'answerQuestion', 'question', answered)) };
};
const controlOfStatement = async (of: TestMunicipality) => {
  type Asked = { question: { statedControls: [{ id: string }] } };
  const input = { ...question, ...board(of) };
  const fields = 'question { statedControls { id } }';
  const payload = await of.api.does<Asked>(everybody(of), 'recordQuestion', input, fields);
  const [{ id }] = payload.question.statedControls;
  return { statedControlId: id, controlId: (await control(of)).id };
};

/** A board with a plan for 2026, a risk that was assessed for 2025, and the open round for 2026. */
const riskRound = async (of: TestMunicipality) => {
  await scheme(of);
  const plan = await planOf(of, [], { year: 2026, upTo: null });
  const board = plan.board.id;
  const risk = await assessRisk(of, await createRisk(of, { board }), { year: 2025, value: 3 });
  await raise(of, 'Utbilda', { board });
  type Candidates = readonly [Versioned];
  type Round = Versioned & { readonly candidates: Candidates };
  const { riskAssessmentRound: row } = await of.api.does<{ riskAssessmentRound: Round }>(
    everybody(of),
    'openRiskAssessmentRound',
    { board, year: 2026 },
    'riskAssessmentRound { id version candidates { id version } }',
  );
  return { plan, board, risk, row, candidate: row.candidates[0] };
};
const riskInRound = async (of: TestMunicipality) => {
  const { row, risk } = await riskRound(of);
  return { roundId: row.id, riskId: risk.id, expectedVersion: 0 };
};
const candidate = async (of: TestMunicipality) => {
  const { candidate: each, board, risk } = await riskRound(of);
  return { input: { candidateId: each.id, ...seen(each) }, board, risk };
};

/**
 * Every mutation of the API, with an input with which `everybody` succeeds; after a stroke stands what
 * sets apart several ways to ask for the same one. A test fails for a mutation that is missing here.
 */
export const everyMutation: Readonly<Record<string, Recipe>> = {
  registerSubject: async () => ({ issuer: 'https://id.example', subject: fresh(), name: 'N' }),
  updateSubject: async (of) => ({ subjectId: (await subject(of)).id, ...first, name: 'Ny' }),
  blockSubject: async (of) => ({ subjectId: (await subject(of)).id, ...first, reason: 'Slutat' }),
  unblockSubject: async (of) => ({ subjectId: (await subject(of)).id, ...first }),
  grantRole: async (of) => ({
    ...{ subjectId: (await subject(of)).id, ...first, role: 'CONTROLLER', ...board(of) },
  }),
  withdrawRole: async (of) => {
    const input = { subjectId: (await subject(of)).id, ...first, role: 'CONTROLLER' };
    const fields = 'subject { id version grants { id } }';
    type Payload = { subject: Versioned & { grants: [{ id: string }] } };
    const granted = await of.api.does<Payload>(everybody(of), 'grantRole', input, fields);
    const { id, grants, ...rest } = granted.subject;
    return { subjectId: id, grantId: grants[0].id, ...seen({ id, ...rest }) };
  },
  mapAppRole: async (of) => mapping(of),
  unmapAppRole: async (of) => {
    type Payload = { appRoleGrant: { id: string } };
    const fields = 'appRoleGrant { id }';
    const { appRoleGrant } = await of.api.does<Payload>(
      everybody(of),
      'mapAppRole',
      mapping(of),
      fields,
    );
    return { appRoleGrantId: appRoleGrant.id };
  },
  createApiToken: async (of) => token(of),
  revokeApiToken: async (of) => ({
    ...{ apiTokenId: (await made(of, 'createApiToken', 'apiToken', token(of))).id, ...first },
  }),

  updateMunicipality: async (of) => {
    const { municipality } = await of.api.ask<{ municipality: Versioned }>(
      '{ municipality { version } }',
    );
    return { name: 'Provköping', ...seen(municipality) };
  },
  createBoard: async () => ({ code: fresh(), name: fresh(), kind: 'BOARD' }),
  mergeBoards: async (of) => {
    const [predecessor, successor] = [await createBoard(of), await createBoard(of)];
    return { predecessors: [predecessor], successor, mergedOn: '2025-07-01', note: 'N', decision };
  },
  moveOpenItems: async (of) => {
    const [predecessor, successor] = [await createBoard(of), await createBoard(of)];
    const open = { board: predecessor, raisedOn: '2025-06-01' };
    await raise(of, 'Utbilda', open);
    const action = await raise(of, 'Följ upp', open);
    const done = { actionId: action.id, ...seen(action) };
    const closed = await made(of, 'completeAction', 'action', done);
    const input = { predecessors: [predecessor], successor, mergedOn: '2025-07-01' };
    type Payload = { boardMerger: { id: string } };
    const fields = 'boardMerger { id }';
    const payload = await of.api.does<Payload>(everybody(of), 'mergeBoards', input, fields);
    await made(of, 'reopenAction', 'action', { actionId: closed.id, ...seen(closed) });
    return { boardMergerId: payload.boardMerger.id };
  },
  updateBoard: async (of) => {
    const input = { code: fresh(), name: fresh(), kind: 'BOARD' };
    return { boardId: (await made(of, 'createBoard', 'board', input)).id, ...first, name: 'Ny' };
  },
  createAdministration: async (of) => ({ name: fresh(), boards: [of.ks] }),
  updateAdministration: async (of) => ({
    ...{ administrationId: (await administration(of)).id, ...first, boards: [of.ks] },
  }),
  createCouncilGoal: async () => ({ number: fresh(), text: 'God ekonomi' }),
  updateCouncilGoal: async (of) => ({
    ...{ councilGoalId: await given.goal(of, fresh()), ...first, text: 'Ny' },
  }),
  createProcess: async () => ({ kind: 'PROCESS', name: fresh() }),
  updateProcess: async (of) => ({
    ...{ processId: await given.process(of, fresh()), ...first, ownerRole: 'Chef' },
  }),
  createRiskCategory: async () => ({ name: fresh() }),
  updateRiskCategory: async (of) => ({
    ...{ riskCategoryId: await given.category(of, fresh()), ...first, name: fresh() },
  }),
  establishScoringScheme: async () => ({
    ...{ ...byHand(), assessmentLevels: lights('GREEN', 'YELLOW', 'RED') },
  }),

  createRisk: async (of) => ({ ...board(of), title: 'Jäv', ...(await riskReferences(of)) }),
  updateRisk: async (of) => ({ ...(await onRisk(of)), ...(await riskReferences(of)) }),
  endRisk: onRisk,
  assessRisk: async (of) => {
    return { ...(await onRisk(of)), kind: 'CURRENT', year: 2025, value: 4 };
  },
  createControl: async (of) => ({
    ...{ ...board(of), title: 'Stickprov', processId: await given.process(of, fresh()) },
  }),
  updateControl: async (of) => ({
    ...{ ...(await onControl(of)), ...board(of), processId: await given.process(of, fresh()) },
  }),
  endControl: onControl,
  linkActionToRisk: async (of) => link(of, null, await actionOfRisk(of)),
  linkActionToControl: async (of) => link(of, null, await actionOfControl(of)),
  linkControlToRisk: async (of) => link(of, null, await controlOfRisk(of)),
  unlinkActionFromRisk: async (of) => link(of, 'linkActionToRisk', await actionOfRisk(of)),
  unlinkActionFromControl: async (of) => link(of, 'linkActionToControl', await actionOfControl(of)),
  unlinkControlFromRisk: async (of) => link(of, 'linkControlToRisk', await controlOfRisk(of)),

  raiseAction: async (of) => ({
    ...{ ...board(of), kind: 'CORRECTIVE', text: 'Utbilda' },
    ownerAdministrationId: (await administration(of)).id,
  }),
  updateAction: async (of) => ({
    ...(await onAction(of)),
    ownerAdministrationId: (await administration(of)).id,
  }),
  startAction: (of) => onAction(of),
  completeAction: (of) => onAction(of, 'startAction'),
  cancelAction: async (of) => ({ ...(await onAction(of)), reason: 'Onödig' }),
  reopenAction: (of) => onAction(of, 'startAction', 'completeAction'),
  checkActionEffect: async (of) => ({
    ...{ ...(await onAction(of, 'startAction', 'completeAction')), effect: 'ACHIEVED' },
  }),

  decideCommonControls: async (of) => ({
    year: 2025,
    controls: [{ controlId: (await sharedControl(of)).id, kinds: ['FEDERATION'] }],
    decision,
  }),
  withdrawCommonControls: async (of) => ({
    ...{ commonControlIds: [await commonControl(of)], decision },
  }),
  draftControlPlan: async (of) => {
    const { id, board: its } = await planOf(of);
    return { board: its.id, year: 2026, fromPlanId: id };
  },
  addPlanItem: async (of) => ({
    ...{ ...(await onPlan(of)), kind: 'OWN_CONTROL', title: 'Nytt', ...(await itemParts(of)) },
    processId: await given.process(of, fresh()),
  }),
  'addPlanItem/that continues': async (of) => {
    const board = await createBoard(of);
    const before = await planOf(of, [{ title: 'Förra' }], { board, year: 2024 });
    const { id } = await planOf(of, [], { board, upTo: null });
    const continues = { title: 'Nytt', previousItemId: before.items[0].id };
    return { planId: id, ...first, kind: 'OWN_CONTROL', ...continues };
  },
  'addPlanItem/about a risk': async (of) => {
    const { id, board } = await planOf(of, [], { upTo: null });
    const risk = await createRisk(of, { board: board.id });
    return { planId: id, ...first, kind: 'OWN_CONTROL', riskId: risk.id };
  },
  changePlanItem: async (of) => ({
    ...{ ...(await onItem(of)), ...(await itemParts(of)) },
    processId: await given.process(of, fresh()),
  }),
  'changePlanItem/that continues': async (of) => {
    const board = await createBoard(of);
    const before = await planOf(of, [{ title: 'Förra' }], { board, year: 2024 });
    const { items } = await planOf(of, [{ title: 'Nytt' }], { board, upTo: null });
    return { planItemId: items[0].id, ...first, previousItemId: before.items[0].id };
  },
  'changePlanItem/about a risk': async (of) => {
    const board = await createBoard(of);
    const [riskId, other] = [await createRisk(of, { board }), await createRisk(of, { board })];
    const { items } = await planOf(of, [{ riskId: riskId.id }], { board, upTo: null });
    return { planItemId: items[0].id, ...first, riskId: other.id };
  },
  removePlanItem: onItem,
  stateNotApplicable: async (of) => {
    const { items } = await planOf(of, [{ title: 'Attest', kind: 'COMMON_CONTROL' }], {
      upTo: null,
    });
    return { planItemId: items[0].id, ...first, reason: 'Inga fakturor' };
  },
  stateNoneOfKind: async (of) => ({
    ...{ ...(await onPlan(of)), kind: 'STANDING_CONTROL', hasNone: true },
  }),
  raisePlanItemSensitivity: async (of) => ({ ...(await onItem(of)), ...raised }),
  proposeControlPlan: (of) => onPlan(of),
  withdrawControlPlan: (of) => onPlan(of),
  remitControlPlan: (of) => onPlan(of, 'propose'),
  adoptControlPlan: async (of) => ({ ...(await onPlan(of, 'propose')), decision }),
  closeControlPlan: async (of) => {
    const input = await onPlan(of, 'propose', 'adopt');
    await settle(of, { id: input.planId });
    return input;
  },
  reviseControlPlan: (of) => onPlan(of, 'propose', 'adopt'),
  carryOverPlanItem: twoYears,
  withdrawCarryOver: async (of) => {
    const input = await twoYears(of);
    type Payload = { planItem: Versioned };
    const fields = 'planItem { id version }';
    const payload = await of.api.does<Payload>(everybody(of), 'carryOverPlanItem', input, fields);
    return { planItemId: payload.planItem.id, ...seen(payload.planItem) };
  },
  completeAssignment: async (of) => {
    const plan = await planOf(of, undefined, { upTo: 'propose' });
    const points = [{ text: 'Uppdrag', assignedRole: 'Chefen' }];
    const input = { planId: plan.id, ...seen(plan), decision: { ...decision, points } };
    type Payload = { controlPlan: { decision: { points: [Versioned] } } };
    const fields = 'controlPlan { decision { points { id version } } }';
    const payload = await of.api.does<Payload>(everybody(of), 'adoptControlPlan', input, fields);
    const [point] = payload.controlPlan.decision.points;
    return { pointId: point.id, ...seen(point) };
  },

  recordGoverningDocument: async (of) => ({ ...board(of), title: 'Reglemente', kind: 'RULES' }),
  updateGoverningDocument: async (of) => ({ ...(await onDocument(of)), ...board(of), title: 'Ny' }),
  replaceGoverningDocument: async (of) => ({ ...(await onDocument(of)), validFrom: '2025-01-01' }),
  citeGoverningDocument: async (of) => ({
    ...{ ...(await onPlan(of)), documentId: (await onDocument(of)).documentId },
  }),
  removeCitedDocument: async (of) => {
    const { documentId } = await onDocument(of);
    const input = { ...(await onPlan(of)), documentId };
    const plan = await made(of, 'citeGoverningDocument', 'controlPlan', input);
    return { planId: plan.id, documentId, ...seen(plan) };
  },
  citeStandingControl: async (of) => ({
    ...(await onPlan(of)),
    controlId: (await made(of, 'createControl', 'control', { title: 'Attest', isStanding: true }))
      .id,
  }),

  recordAuditReport: async (of) => ({
    ...{ ...board(of), subject: 'Jäv', opinion: ['Bra'] },
    recommendations: [{ number: 1, text: 'Skriv ned', boards: [of.bun] }],
  }),
  updateAuditReport: async (of) => ({ ...(await onAudit(of)), subject: 'Ny' }),
  addAuditRecommendation: async (of) => ({
    ...{ ...(await onAudit(of)), number: 2, text: 'Utbilda', boards: [of.ks] },
  }),
  raiseAuditReportSensitivity: async (of) => ({ ...(await onAudit(of)), ...raised }),
  updateAuditRecommendation: async (of) => {
    const { recommendation } = await audit(of);
    return { recommendationId: recommendation.id, ...seen(recommendation), text: 'Ny' };
  },
  answerAuditRecommendation: async (of) => ({
    ...{ ...(await onAuditAnswer(of)), disposition: 'REFERRED', referredToBoardId: of.bun },
  }),
  recordAuditDecision: async (of) => ({ answers: [await onAuditAnswer(of)], decision }),
  reviseAuditAnswer: decidedAnswer,
  updateAuditResponse: async (of) => ({
    ...{ ...(await onAuditResponse(of)), ownerRole: 'Chef' },
    evidence: [{ title: 'Rutin', url: 'https://exempel.se' }],
  }),
  completeAuditResponse: (of) => onAuditResponse(of),
  reopenAuditResponse: (of) => onAuditResponse(of, 'completeAuditResponse'),
  recordAuditRetest: async (of) => ({
    ...{ responseId: (await audit(of)).response.id, result: 'REMEDIED' },
  }),
  linkActionToAuditResponse: async (of) => link(of, null, await actionOfResponse(of)),
  unlinkActionFromAuditResponse: async (of) =>
    link(of, 'linkActionToAuditResponse', await actionOfResponse(of)),

  recordResult: async (of) => {
    const plan = await planOf(of);
    const parts = await resultParts(of, plan);
    return { planItemId: plan.items[0].id, executionStatus: 'COMPLETED', ...parts };
  },
  correctResult: async (of) => {
    const plan = await planOf(of);
    const parts = await resultParts(of, plan);
    const result = await record(of, plan.items[0], { resultOn: '2025-06-01', ...parts });
    return { resultId: result.id, ...seen(result), ...parts, text: 'Nytt' };
  },
  withdrawResult: (of) => onResult(of),
  raiseResultSensitivity: async (of) => ({ ...(await onResult(of)), ...raised }),
  assessResult: async (of) => ({ ...(await onResult(of)), levelCode: 'GREEN' }),
  withdrawAssessment: (of) => onResult(of, 'GREEN'),
  draftFollowUpReport: async (of) => ({ ...report, board: (await planOf(of)).board.id }),
  'configureFollowUpRound/anew': async () => round(),
  configureFollowUpRound: async (of) => {
    const input = round();
    return { ...input, ...seen(await made(of, 'configureFollowUpRound', 'followUpRound', input)) };
  },
  removeFollowUpRound: async (of) => {
    const row = await made(of, 'configureFollowUpRound', 'followUpRound', round());
    return { roundId: row.id, ...seen(row) };
  },
  raiseImmediateReport: async (of) => ({
    ...{ planItemId: (await planOf(of)).items[0].id, summary: 'Brand.', asOf: '2025-12-01' },
  }),
  updateFollowUpReport: async (of) => ({ ...(await onReport(of)), summary: 'Bättre.' }),
  raiseFollowUpReportSensitivity: async (of) => ({ ...(await onReport(of)), ...raised }),
  withdrawFollowUpReport: (of) => onReport(of),
  submitFollowUpReport: (of) => onReport(of),
  remitFollowUpReport: (of) => onReport(of, 'submit'),
  decideFollowUpReport: async (of) => ({ ...(await onReport(of, 'submit')), decision }),
  reviseFollowUpReport: (of) => onReport(of, 'submit', 'decide'),

  draftSupervisionReport: async (of) => ({
    ...{ roundId: (await pastRound(of)).id, summary: 'Gott.', proposals: ['Utbilda.'] },
  }),
  updateSupervisionReport: async (of) => ({ ...(await onSupervision(of)), summary: 'Bättre.' }),
  judgeInternalControl: async (of) => ({
    ...{ ...(await onSupervision(of)), ...board(of), judgement: 'SUFFICIENT', motive: 'Gott.' },
  }),
  raiseSupervisionReportSensitivity: async (of) => ({ ...(await onSupervision(of)), ...raised }),
  withdrawSupervisionReport: (of) => onSupervision(of),
  submitSupervisionReport: (of) => onSupervision(of),
  remitSupervisionReport: (of) => onSupervision(of, 'submit'),
  decideSupervisionReport: async (of) => ({ ...(await onSupervision(of, 'submit')), decision }),
  reviseSupervisionReport: (of) => onSupervision(of, 'submit', 'decide'),
  forwardToCouncil: (of) => onSupervision(of, 'submit', 'decide'),

  recordEvaluation: async (of) => ({ ...evaluation, ...board(of) }),
  correctEvaluation: async (of) => {
    const { row, evaluationPointId } = await evaluated(of);
    const points = [{ evaluationPointId, kind: 'OBSERVATION', text: 'Annat' }];
    return { evaluationId: row.id, ...seen(row), points, total: null };
  },
  linkRiskToEvaluationPoint: riskOfPoint,
  unlinkRiskFromEvaluationPoint: async (of) =>
    link(of, 'linkRiskToEvaluationPoint', await riskOfPoint(of)),
  createRiskFromEvaluationPoint: async (of) => ({
    evaluationPointId: (await evaluated(of)).evaluationPointId,
    ...{ ...board(of), title: 'Svag styrning', ...(await riskReferences(of)) },
  }),
  linkActionToEvaluationPoint: actionOfPoint,
  unlinkActionFromEvaluationPoint: async (of) =>
    link(of, 'linkActionToEvaluationPoint', await actionOfPoint(of)),
  raiseActionFromEvaluationPoint: async (of) => ({
    evaluationPointId: (await evaluated(of)).evaluationPointId,
    ...{ ...board(of), kind: 'IMPROVEMENT', text: 'Utbilda' },
    ownerAdministrationId: (await administration(of)).id,
  }),

  recordQuestion: async (of) => ({ ...question, ...board(of) }),
  correctQuestion: async (of) => ({ ...(await asked(of)), facts: [], title: 'Chefer' }),
  answerQuestion: async (of) => ({ ...(await asked(of)), answer: 'Varje år.', decision }),
  raiseQuestionSensitivity: async (of) => ({ ...(await asked(of, 'answer')), ...raised }),
  linkControlToStatedControl: controlOfStatement,

  openRiskAssessmentRound: async (of) => ({ board: (await planOf(of)).board.id, year: 2026 }),
  collectCandidates: async (of) => ({ roundId: (await riskRound(of)).row.id }),
  confirmRisk: async (of) => ({ ...(await riskInRound(of)), motive: 'Inget har ändrats' }),
  overrideInclusion: async (of) => ({
    ...{ ...(await riskInRound(of)), isIncluded: true, reason: 'Nämnden vill det' },
  }),
  withdrawInclusionOverride: async (of) => {
    const input = { ...(await riskInRound(of)), isIncluded: true, reason: 'Nämnden vill det' };
    await does(of, 'overrideInclusion', input);
    return { roundId: input.roundId, riskId: input.riskId, expectedVersion: 1 };
  },
  createRiskFromCandidate: async (of) => {
    const { input, board: its } = await candidate(of);
    return { ...input, board: its, title: 'Jäv', ...(await riskReferences(of)) };
  },
  settleCandidate: async (of) => {
    const { input, risk } = await candidate(of);
    return { ...input, riskId: risk.id };
  },
  addRisksToPlan: async (of) => {
    const { plan, risk, row } = await riskRound(of);
    const input = { roundId: row.id, riskId: risk.id, expectedVersion: 0 };
    await does(of, 'overrideInclusion', { ...input, isIncluded: true, reason: 'Nämnden vill det' });
    return { roundId: row.id, planId: plan.id, ...seen(plan) };
  },
  closeRiskAssessmentRound: async (of) => {
    const { risk, row, candidate: each } = await riskRound(of);
    await assessRisk(of, risk, { value: 4 });
    const outcome = { candidateId: each.id, ...seen(each), reason: 'Ingen risk' };
    await does(of, 'settleCandidate', outcome);
    const decided = { roundId: row.id, riskId: risk.id, expectedVersion: 0, isIncluded: true };
    await does(of, 'overrideInclusion', { ...decided, reason: 'Nämnden vill det' });
    return { roundId: row.id, ...seen(row) };
  },
  unlinkControlFromStatedControl: async (of) =>
    link(of, 'linkControlToStatedControl', await controlOfStatement(of)),
};

/** The mutation that a name of `everyMutation` is about. */
export const mutationOf = (name: string): string => name.split('/')[0] ?? name;

/** The names of `everyMutation`. */
export const everyName = Object.keys(everyMutation);

/** An input for each name of `everyMutation`, all of them ready at the same time. */
export async function everyInput(of: TestMunicipality): Promise<Readonly<Record<string, Input>>> {
  const inputs: Record<string, Input> = {};
  for (const [name, recipe] of Object.entries(everyMutation)) inputs[name] = await recipe(of);
  return inputs;
}
