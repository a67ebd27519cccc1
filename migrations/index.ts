import { CreateFoundation1790000000000 } from './1790000000000-create-foundation';
import { CreateOrganisation1790000010000 } from './1790000010000-create-organisation';
import { CreateActionsAndDecisions1790000020000 } from './1790000020000-create-actions-and-decisions';
import { CreateScoringSchemes1790000030000 } from './1790000030000-create-scoring-schemes';
import { CreateRisksAndControls1790000040000 } from './1790000040000-create-risks-and-controls';
import { CreateControlPlans1790000050000 } from './1790000050000-create-control-plans';
import { CreateFollowUp1790000060000 } from './1790000060000-create-follow-up';
import { ChainAuditTrail1790000070000 } from './1790000070000-chain-audit-trail';
import { CreateIdentity1790000080000 } from './1790000080000-create-identity';
import { CreateIdempotencyKeys1790000090000 } from './1790000090000-create-idempotency-keys';
import { AddSensitivity1790000100000 } from './1790000100000-add-sensitivity';
import { RequireFourEyes1790000110000 } from './1790000110000-require-four-eyes';
import { LimitBoards1790000120000 } from './1790000120000-limit-boards';
import { CountUnseenParentsAsFrozen1790000125000 } from './1790000125000-count-unseen-parents-as-frozen';
import { CreateEvaluations1790000130000 } from './1790000130000-create-evaluations';
import { CreateQuestions1790000140000 } from './1790000140000-create-questions';
import { CreateAuditRecommendations1790000150000 } from './1790000150000-create-audit-recommendations';
import { TellHowItemsStand1790000160000 } from './1790000160000-tell-how-items-stand';
import { MergeBoards1790000170000 } from './1790000170000-merge-boards';
import { CreateCommonControls1790000180000 } from './1790000180000-create-common-controls';
import { AddStandingControlsAndGoverningDocuments1790000190000 } from './1790000190000-add-standing-controls-and-governing-documents';
import { CarryOverPlanItems1790000200000 } from './1790000200000-carry-over-plan-items';
import { CreateFollowUpRounds1790000210000 } from './1790000210000-create-follow-up-rounds';
import { AddInclusionRules1790000220000 } from './1790000220000-add-inclusion-rules';
import { CreateRiskAssessmentRounds1790000225000 } from './1790000225000-create-risk-assessment-rounds';
import { CreateSupervision1790000230000 } from './1790000230000-create-supervision';
import { ServeCompiledReads1790000240000 } from './1790000240000-serve-compiled-reads';
import { IndexLists1790000245000 } from './1790000245000-index-lists';
import { ConfirmCallers1790000250000 } from './1790000250000-confirm-callers';
import { LookAtParentsInFunctions1790000255000 } from './1790000255000-look-at-parents-in-functions';
import { AskInOrder1790000270000 } from './1790000270000-ask-in-order';
import { AskForManyAnswers1790000275000 } from './1790000275000-ask-for-many-answers';
import { StoreDocuments1790000280000 } from './1790000280000-store-documents';
import { LogExports1790000285000 } from './1790000285000-log-exports';
import { CreateExternalKeys1790000290000 } from './1790000290000-create-external-keys';

/** Every migration in the order it runs. Never edit one that has left this repository. */
export const migrations = [
  CreateFoundation1790000000000,
  CreateOrganisation1790000010000,
  CreateActionsAndDecisions1790000020000,
  CreateScoringSchemes1790000030000,
  CreateRisksAndControls1790000040000,
  CreateControlPlans1790000050000,
  CreateFollowUp1790000060000,
  ChainAuditTrail1790000070000,
  CreateIdentity1790000080000,
  CreateIdempotencyKeys1790000090000,
  AddSensitivity1790000100000,
  RequireFourEyes1790000110000,
  LimitBoards1790000120000,
  CountUnseenParentsAsFrozen1790000125000,
  CreateEvaluations1790000130000,
  CreateQuestions1790000140000,
  CreateAuditRecommendations1790000150000,
  TellHowItemsStand1790000160000,
  MergeBoards1790000170000,
  CreateCommonControls1790000180000,
  AddStandingControlsAndGoverningDocuments1790000190000,
  CarryOverPlanItems1790000200000,
  CreateFollowUpRounds1790000210000,
  AddInclusionRules1790000220000,
  CreateRiskAssessmentRounds1790000225000,
  CreateSupervision1790000230000,
  ServeCompiledReads1790000240000,
  IndexLists1790000245000,
  ConfirmCallers1790000250000,
  LookAtParentsInFunctions1790000255000,
  AskInOrder1790000270000,
  AskForManyAnswers1790000275000,
  StoreDocuments1790000280000,
  LogExports1790000285000,
  CreateExternalKeys1790000290000,
];
