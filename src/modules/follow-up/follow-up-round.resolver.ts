import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { AnsweredBy, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { Board, boardById } from '../municipality';
import { reportById } from './follow-up.loader';
import { FollowUpReport } from './follow-up-report.type';
import { FollowUpRoundEntity } from './follow-up-round.entity';
import {
  boardsOfRound,
  configureFollowUpRound,
  findFollowUpRound,
  followUpRoundsOf,
  removeFollowUpRound,
} from './follow-up-round.service';
import {
  ConfigureFollowUpRoundInput,
  ConfigureFollowUpRoundPayload,
  FollowUpRound,
  FollowUpRoundBoard,
  RemoveFollowUpRoundInput,
  RemoveFollowUpRoundPayload,
} from './follow-up-round.type';

/** When the boards of the municipality follow up, and by which day. */
@Resolver(() => FollowUpRound)
export class FollowUpRoundResolver {
  @AnsweredBy(byId(FollowUpRoundEntity))
  @Query(() => FollowUpRound, {
    nullable: true,
    description: 'A round of follow-up; null when there is none.',
  })
  followUpRound(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<FollowUpRound | null> {
    return findFollowUpRound(request, id);
  }

  @ListSize(3)
  @Query(() => [FollowUpRound], {
    description:
      'The rounds of follow-up of a year, the earliest day first; empty when none is set.',
  })
  followUpRounds(
    @Ctx() request: RequestContext,
    @Arg('year', () => Int, { description: 'The year of the plans.' }) year: number,
  ): Promise<FollowUpRound[]> {
    return followUpRoundsOf(request, year);
  }

  @Mutation(() => ConfigureFollowUpRoundPayload, {
    description:
      'Sets a round of follow-up, or changes the one of that year and occasion. Drafts follow its day; once ' +
      'a board has submitted, that day stays. Needs `follow-up-round:maintain` for every board.',
  })
  async configureFollowUpRound(
    @Ctx() request: RequestContext,
    @Arg('input', () => ConfigureFollowUpRoundInput) input: ConfigureFollowUpRoundInput,
  ): Promise<ConfigureFollowUpRoundPayload> {
    return { followUpRound: await configureFollowUpRound(request, input) };
  }

  @Mutation(() => RemoveFollowUpRoundPayload, {
    description:
      'Removes a round that no board has a report for. Needs `follow-up-round:maintain` for every board.',
  })
  async removeFollowUpRound(
    @Ctx() request: RequestContext,
    @Arg('input', () => RemoveFollowUpRoundInput) input: RemoveFollowUpRoundInput,
  ): Promise<RemoveFollowUpRoundPayload> {
    await removeFollowUpRound(request, input);
    return { deletedFollowUpRoundId: input.roundId };
  }

  @ListSize(15)
  @FieldResolver(() => [FollowUpRoundBoard], {
    description:
      'Who is to report, by name, and what they have submitted; of those whose reports the caller sees.',
  })
  boards(
    @Ctx() request: RequestContext,
    @Root() round: FollowUpRound,
    @Arg('isLate', () => Boolean, {
      nullable: true,
      description: 'Only those that are late, or surely are not. Null: everybody.',
    })
    isLate: boolean | null = null,
  ): Promise<FollowUpRoundBoard[]> {
    return boardsOfRound(request, round, isLate);
  }
}

/** The links from a body in a round. */
@Resolver(() => FollowUpRoundBoard)
export class FollowUpRoundBoardResolver {
  @Linked<FollowUpRoundBoard>(() => Board, boardById, 'boardId', {
    description: 'The body that is to report.',
  })
  board!: Board | null;

  @Linked<FollowUpRoundBoard>(() => FollowUpReport, reportById, 'reportId', {
    nullable: true,
    description:
      'The decided revision, else the one that is being prepared; null when there is none.',
  })
  report!: FollowUpReport | null;
}
