import followUp from '../../seeds/alingsas-2025-follow-up.json';
import type { ActionKind } from '../modules/action/domain/action-state';
import type { ControlMethod } from '../modules/control/domain/control';
import type { ExecutionStatus } from '../modules/follow-up/domain/execution';
import type { FollowUpOccasion } from '../modules/municipality/domain/follow-up-occasion';
import { alingsasAudits } from './alingsas-audits';
import { kommunkompassen } from './alingsas-evaluation';
import { recruitment, recruitmentControls } from './alingsas-question';
import type {
  SeedAction,
  SeedControl,
  SeedMunicipality,
  SeedPlanItem,
  SeedRisk,
} from './seed-format';

/**
 * Alingsås as its published follow-up of 2025 tells it. What the source lacks is left out here and
 * unknown in the register: the plan's decision, levels, one risk value, which light was printed.
 * Ours, because the register cannot be without them: the day an action was raised is that of the
 * follow-up, and the scale of three lights, which no row of the source uses.
 */

/** A row of the source; its JSON holds plain texts where the register has enumerations. */
interface Row {
  readonly no: number;
  readonly title: string;
  readonly description: string;
  readonly riskValue: number | null;
  readonly controls: readonly { readonly method: ControlMethod; readonly text: string }[];
  readonly execution: ExecutionStatus;
  readonly methodPerformed?: string;
  readonly result: string;
  readonly symbolPrinted: boolean;
  readonly actions: readonly {
    readonly kind: ActionKind;
    readonly text: string;
    readonly ownerRole: string | null;
    readonly due: string | null;
    readonly reportedAt?: FollowUpOccasion;
  }[];
}

const rows = followUp.rows as readonly Row[];
const board = 'KS';
const administrations = ['Kommunledningskontoret', 'Samhällsbyggnadsförvaltningen'];

const riskKey = ({ no }: Row): string => `risk-${no}`;
const controlKey = ({ no }: Row, index: number): string => `kontroll-${no}-${index + 1}`;
const actionKey = ({ no }: Row, index: number): string => `atgard-${no}-${index + 1}`;

const riskOf = (row: Row): SeedRisk => ({
  key: riskKey(row),
  board,
  title: row.title,
  description: row.description,
  assessments:
    row.riskValue === null ? [] : [{ year: followUp.year, scheme: 1, value: row.riskValue }],
});

const controlsOf = (row: Row): SeedControl[] =>
  row.controls.map(({ method, text }, index) => ({
    key: controlKey(row, index),
    board,
    title: text,
    methods: [method],
    risks: [riskKey(row)],
  }));

const actionsOf = (row: Row): SeedAction[] =>
  row.actions.map(({ kind, text, ownerRole, due, reportedAt }, index) => ({
    key: actionKey(row, index),
    board,
    kind,
    text,
    raisedOn: followUp.asOf,
    state: kind === 'NONE_REQUIRED' ? 'DONE' : 'PLANNED',
    ...(ownerRole && { ownerRole }),
    ...(ownerRole && administrations.includes(ownerRole) && { ownerAdministration: ownerRole }),
    ...(due && { dueText: due }),
    ...(reportedAt && { reportedAt }),
  }));

const itemOf = (row: Row): SeedPlanItem => ({
  kind: 'OWN_CONTROL',
  risk: riskKey(row),
  controls: row.controls.map((_control, index) => controlKey(row, index)),
  results: [
    {
      on: followUp.asOf,
      status: row.execution,
      text: row.result,
      ...(row.methodPerformed && { otherwise: row.methodPerformed }),
      actions: row.actions.map((_action, index) => actionKey(row, index)),
      ...(row.symbolPrinted && { assessment: { level: null } }),
    },
  ],
});

/** The executive board of Alingsås, its plan for 2025 and the follow-up as of 31 August. */
export const alingsas: SeedMunicipality = {
  code: 'alingsas',
  name: followUp.municipality,
  boards: [{ code: board, name: followUp.board, kind: 'EXECUTIVE_BOARD' }],
  administrations: administrations.map((name) => ({
    name,
    boards: name === followUp.administration ? [board] : [],
  })),
  goals: [],
  processes: [],
  categories: [],
  schemes: [
    {
      name: 'Riskvärden som anges för hand',
      method: 'MANUAL',
      likelihoodName: 'Sannolikhet',
      consequenceName: 'Konsekvens',
      planName: 'Internkontrollplan',
      followUpName: 'Uppföljning av internkontroll',
      likelihoodLevels: [],
      consequenceLevels: [],
      bands: [],
      cells: [],
      assessmentLevels: [
        { code: 'GREEN', rank: 1, word: 'Tillräcklig', symbol: '●', colour: '#2E7D32' },
        { code: 'YELLOW', rank: 2, word: 'Behöver förbättras', symbol: '▲', colour: '#F9A825' },
        { code: 'RED', rank: 3, word: 'Otillräcklig', symbol: '■', colour: '#C62828' },
      ],
    },
  ],
  risks: rows.map(riskOf),
  controls: [...rows.flatMap(controlsOf), ...recruitmentControls],
  actions: rows.flatMap(actionsOf),
  plans: [
    {
      board,
      year: followUp.year,
      scheme: 1,
      state: 'ADOPTED',
      decision: {},
      items: rows.map(itemOf),
    },
  ],
  reports: [
    {
      board,
      year: followUp.year,
      occasion: followUp.occasion as FollowUpOccasion,
      asOf: followUp.asOf,
      state: 'SUBMITTED',
    },
  ],
  auditReports: alingsasAudits,
  evaluations: [kommunkompassen],
  questions: [recruitment],
};
