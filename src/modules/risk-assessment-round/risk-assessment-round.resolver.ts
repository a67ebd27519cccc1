import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { AnsweredBy, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { Board, boardById } from '../municipality';
import { Process, processById } from '../process';
import { Risk, RiskCategory, riskById, riskCategoryById } from '../risk';
import { RiskAssessmentRoundEntity } from './risk-assessment-round.entity';
import { candidatesByRound, coverageByRound, risksByRound } from './risk-assessment-round.loader';
import {
  addRisksToPlan,
  closeRiskAssessmentRound,
  collectCandidates,
  findRiskAssessmentRound,
  listRiskAssessmentRounds,
  openRiskAssessmentRound,
  stateOfRound,
} from './risk-assessment-round.service';
import {
  AddRisksToPlanInput,
  AddRisksToPlanPayload,
  CloseRiskAssessmentRoundInput,
  CloseRiskAssessmentRoundPayload,
  CollectCandidatesInput,
  CollectCandidatesPayload,
  OpenRiskAssessmentRoundInput,
  OpenRiskAssessmentRoundPayload,
  RiskAssessmentRound,
  RiskAssessmentRoundConnection,
  RiskAssessmentRoundListArguments,
  RiskCoverage,
  RoundState,
} from './risk-assessment-round.type';
import { CandidateKind, RiskCandidate } from './risk-candidate.type';
import { RiskInRound } from './risk-in-round.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => RiskAssessmentRound)
export class RiskAssessmentRoundResolver {
  @AnsweredBy(byId(RiskAssessmentRoundEntity))
  @Query(() => RiskAssessmentRound, {
    nullable: true,
    description: 'A risk assessment round; null when there is none.',
  })
  riskAssessmentRound(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<RiskAssessmentRound | null> {
    return findRiskAssessmentRound(request, id);
  }

  @Query(() => RiskAssessmentRoundConnection, {
    description: 'Risk assessment rounds of the municipality and its boards.',
  })
  riskAssessmentRounds(
    @Ctx() request: RequestContext,
    @Args(() => RiskAssessmentRoundListArguments) list: RiskAssessmentRoundListArguments,
  ): Promise<RiskAssessmentRoundConnection> {
    return listRiskAssessmentRounds(request, list);
  }

  @Mutation(() => OpenRiskAssessmentRoundPayload, {
    description:
      'Opens the round for a plan year today, and collects its candidates. Needs ' +
      '`risk-assessment-round:maintain` for the board, or for the municipality.',
  })
  openRiskAssessmentRound(
    @Ctx() request: RequestContext,
    @Arg('input', () => OpenRiskAssessmentRoundInput) input: OpenRiskAssessmentRoundInput,
  ): Promise<OpenRiskAssessmentRoundPayload> {
    return openRiskAssessmentRound(request, input);
  }

  @Mutation(() => CollectCandidatesPayload, {
    description:
      'Collects the candidates that have come since; nothing is added twice. Needs ' +
      '`risk-assessment-round:maintain` for the board, or for the municipality.',
  })
  collectCandidates(
    @Ctx() request: RequestContext,
    @Arg('input', () => CollectCandidatesInput) input: CollectCandidatesInput,
  ): Promise<CollectCandidatesPayload> {
    return collectCandidates(request, input);
  }

  @Mutation(() => CloseRiskAssessmentRoundPayload, {
    description:
      'Closes a round for good, once each risk is assessed or confirmed, each candidate settled, and ' +
      'somebody has decided on each risk of which the rule cannot say whether it goes into the plan. ' +
      'Needs `risk-assessment-round:maintain` for the board, or for the municipality.',
  })
  async closeRiskAssessmentRound(
    @Ctx() request: RequestContext,
    @Arg('input', () => CloseRiskAssessmentRoundInput) input: CloseRiskAssessmentRoundInput,
  ): Promise<CloseRiskAssessmentRoundPayload> {
    return { riskAssessmentRound: await closeRiskAssessmentRound(request, input) };
  }

  @Mutation(() => AddRisksToPlanPayload, {
    description:
      'Puts the risks that go into the plan into a draft, each as an own control with the controls ' +
      'about it. What is there already is left alone, and told when the round leaves its risk out. ' +
      'Needs `control-plan:draft` for the board.',
  })
  addRisksToPlan(
    @Ctx() request: RequestContext,
    @Arg('input', () => AddRisksToPlanInput) input: AddRisksToPlanInput,
  ): Promise<AddRisksToPlanPayload> {
    return addRisksToPlan(request, input);
  }

  @FieldResolver(() => RoundState)
  state(@Root() round: RiskAssessmentRound): RoundState {
    return stateOfRound(round);
  }

  @Linked<RiskAssessmentRound>(() => Board, boardById, 'boardId', {
    nullable: true,
    description: 'Whose risks are gone through; null for those of all boards.',
  })
  board!: Board | null;

  @ListSize(20)
  @Linked<RiskAssessmentRound>(() => [RiskInRound], risksByRound, 'id', {
    description: 'Its risks, by number.',
  })
  risks!: RiskInRound[];

  @ListSize(20)
  @FieldResolver(() => [RiskCandidate], {
    description:
      'What was collected, kind by kind: those of one kind, the settled ones or the others.',
  })
  async candidates(
    @Ctx() request: RequestContext,
    @Root() round: RiskAssessmentRound,
    @Arg('kind', () => CandidateKind, { nullable: true }) kind?: CandidateKind | null,
    @Arg('isSettled', () => Boolean, { nullable: true }) isSettled?: boolean | null,
  ): Promise<RiskCandidate[]> {
    const all = await request.loaders.loadList(candidatesByRound, round.id);
    return all.filter(
      (each) =>
        (kind ?? each.kind) === each.kind &&
        (isSettled ?? each.settlement !== null) === (each.settlement !== null),
    );
  }

  @Linked<RiskAssessmentRound>(() => RiskCoverage, coverageByRound, 'id', {
    description: 'Where nobody has looked; in a closed round as it was then.',
  })
  coverage!: RiskCoverage | null;
}

/** The records that nobody has looked at. */
@Resolver(() => RiskCoverage)
export class RiskCoverageResolver {
  @ListSize(20)
  @FieldResolver(() => [Process], {
    description:
      'Processes and systems without such a risk, by name. In a round of one board those are left out ' +
      'that only other boards have risks about.',
  })
  async processes(
    @Ctx() request: RequestContext,
    @Root() { processIds }: RiskCoverage,
  ): Promise<Process[]> {
    const all = await Promise.all(processIds.map((id) => request.loaders.load(processById, id)));
    return all.flatMap((each) => each ?? []);
  }

  @ListSize(5)
  @FieldResolver(() => [RiskCategory], { description: 'Categories without such a risk, by name.' })
  async categories(
    @Ctx() request: RequestContext,
    @Root() { categoryIds }: RiskCoverage,
  ): Promise<RiskCategory[]> {
    const load = (id: string) => request.loaders.load(riskCategoryById, id);
    const all = await Promise.all(categoryIds.map(load));
    return all.flatMap((each) => each ?? []);
  }

  @ListSize(10)
  @FieldResolver(() => [Risk], {
    description:
      'Risks without any CURRENT assessment, for this year or an earlier one, by number.',
  })
  async neverAssessedRisks(
    @Ctx() request: RequestContext,
    @Root() { riskIds }: RiskCoverage,
  ): Promise<Risk[]> {
    const all = await Promise.all(riskIds.map((id) => request.loaders.load(riskById, id)));
    return all.flatMap((each) => each ?? []);
  }
}
