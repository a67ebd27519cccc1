import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { buildApiSchema } from '../../src/schema';

let schema: GraphQLSchema;
let types: GraphQLObjectType[];
beforeAll(async () => {
  schema = await buildApiSchema();
  types = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'));
});

/** Texts of guarded types that are no secret: names of other records, and who did what when. */
const harmless = [
  ...['RiskDefinition.category', 'RiskDefinition.process', 'ControlDefinition.process'],
  ...['ActionDefinition.ownerAdministration', 'ReportedAction.ownerAdministration'],
  ...['StatedRiskAssessment.likelihoodWord', 'StatedRiskAssessment.consequenceWord'],
  ...['CarryOver.carriedBy', 'FieldChange.field'],
  ...['FollowUpReport.submittedBy', 'FollowUpReport.decidedBy', 'Evaluation.period'],
  ...['SupervisionReport.submittedBy', 'SupervisionReport.decidedBy'],
];

/** Types whose texts whoever may ask for them may read. */
const open = [
  ...['Administration', 'Board', 'CouncilGoal', 'Municipality', 'Process', 'RiskCategory'],
  'CategoryFigures',
  // The code of a board, a year and words of ours.
  'DocumentLink',
  ...['AssessmentLevel', 'RiskBand', 'Score', 'ScoringCell', 'ScoringLevel', 'ScoringScheme'],
  ...['ControlPlan', 'FollowUpRollUp', 'FollowUpRound', 'PlannedProcess', 'StatedCouncilGoal'],
  ...['RiskAssessmentRound'],
  ...['ApiToken', 'AppRoleGrant', 'Subject', 'SubjectGrant', 'Viewer', 'ViewerGrant'],
  ...['AuditEvent', 'SecurityEvent'],
  // What is noted of a merger is about the organisation, which the council decides in public.
  'BoardMerger',
  // Published for everybody to follow, whoever decided on them.
  ...['GoverningDocument', 'GoverningDocumentDefinition'],
];

const isGuarded = ({ extensions }: GraphQLObjectType): boolean =>
  Boolean(extensions.secrecyOf ?? extensions.isPartOfGuarded);
const textsOf = (type: GraphQLObjectType) =>
  Object.values(type.getFields()).filter((field) => getNamedType(field.type).name === 'String');

it('AZ-10 every text of the API is guarded, or named here as no secret', () => {
  const bare = types.filter(isGuarded).flatMap((type) =>
    textsOf(type)
      .filter(({ extensions }) => !extensions.isSecretText && !extensions.permitting)
      .map(({ name }) => `${type.name}.${name}`),
  );
  const unguarded = types
    .filter(({ name }) => !/^(Query|Mutation|PageInfo)$|(Edge|Payload)$/.test(name))
    .filter((type) => !isGuarded(type) && textsOf(type).length > 0);

  expect(bare.sort()).toEqual([...harmless].sort());
  expect(unguarded.map(({ name }) => name).sort()).toEqual([...open].sort());
});

it('AZ-10 every guarded text can be null, or it could not be masked', () => {
  const texts = types.flatMap(textsOf).filter(({ extensions }) => extensions.isSecretText);

  expect(texts.length).toBeGreaterThan(50);
  expect(texts.filter(({ type }) => isNonNullType(type))).toEqual([]);
});

it('AZ-10 a part of something guarded is never asked for without its whole', () => {
  const roads = types.flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => {
        const target = getNamedType(field.type);
        return isObjectType(target) && target.extensions.isPartOfGuarded && !isGuarded(type);
      })
      .map(({ name }) => `${type.name}.${name}`),
  );
  const parts = types.filter(({ extensions }) => extensions.isPartOfGuarded);

  expect(parts.length).toBeGreaterThan(4);
  expect(roads).toEqual([]);
});

it('AZ-10 every record that may be secret says how secret it is, and whether it is masked', () => {
  const records = types.filter(({ extensions }) => extensions.secrecyOf);
  const silent = records.filter((type) => {
    const { sensitivity, isMasked } = type.getFields();
    return String(sensitivity?.type) !== 'Sensitivity!' || String(isMasked?.type) !== 'Boolean!';
  });

  expect(records.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Action', 'Control', 'ControlResult', 'FollowUpReport', 'PlanItem']),
  );
  expect(silent).toEqual([]);
});
