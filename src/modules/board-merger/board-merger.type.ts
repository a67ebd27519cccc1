import { ArgsType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { enumeration } from '../../kernel/enumeration';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { DateTime } from '../../kernel/graphql/date-time';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { Direction } from '../../kernel/list';
import { DecisionInput } from '../decision';
import type {
  ListBoardMergersFilter,
  ListBoardTransfersFilter,
  MergeBoards,
  MoveOpenItems,
} from './board-merger.service';

@ObjectType({
  description:
    'Boards that were merged into another one (sammanslagning), which was new or there before. It never ' +
    'changes.',
  simpleResolvers: true,
})
export class BoardMerger {
  @Field(() => ID)
  id!: string;

  @Field(() => CalendarDay, {
    description: 'The first day that the successor answers for what was the predecessors’.',
  })
  mergedOn!: string;

  @Field(() => String, { nullable: true, description: 'Null when nothing was noted.' })
  note!: string | null;

  /** Not in the API: field resolvers follow it. */
  successorId!: string;
}

@ObjectType({
  description:
    'One thing that moved from a predecessor to its successor: one of `action`, `control`, `risk` and ' +
    '`auditResponse` is there. It never changes.',
  simpleResolvers: true,
})
export class BoardTransfer {
  @Field(() => ID)
  id!: string;

  @Field(() => DateTime, { description: 'When it moved.' })
  movedAt!: Date;

  /** Not in the API: field resolvers follow it. */
  mergerId!: string;

  /** Not in the API: field resolvers follow it. */
  fromBoardId!: string;

  /** Not in the API: field resolvers follow it. */
  toBoardId!: string;

  /** Not in the API: field resolvers follow it. */
  actionId!: string | null;

  /** Not in the API: field resolvers follow it. */
  controlId!: string | null;

  /** Not in the API: field resolvers follow it. */
  riskId!: string | null;

  /** Not in the API: field resolvers follow it. */
  auditResponseId!: string | null;

  /** Not in the API: field resolvers follow it. */
  takenOverAsId!: string | null;
}

@ObjectType({ simpleResolvers: true })
export class BoardMergerConnection extends connectionOf(BoardMerger) {}

@InputType({ description: 'Which mergers to list.' })
export class BoardMergerFilterInput implements ListBoardMergersFilter {
  @Field(() => String, {
    nullable: true,
    description: 'A predecessor or the successor, by its code or id.',
  })
  board?: string | null;
}

const BoardMergerOrderField = enumeration('MERGED_ON');
registerEnumType(BoardMergerOrderField, {
  name: 'BoardMergerOrderField',
  description: 'What mergers can be sorted by.',
});

@InputType()
export class BoardMergerOrder {
  @Field(() => BoardMergerOrderField)
  field!: keyof typeof BoardMergerOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class BoardMergerListArguments extends PageArguments {
  @Field(() => BoardMergerFilterInput, { nullable: true })
  filter?: BoardMergerFilterInput | null;

  @Field(() => [BoardMergerOrder], {
    nullable: true,
    description: 'The latest first when left out.',
  })
  orderBy?: BoardMergerOrder[] | null;
}

@ObjectType({ simpleResolvers: true })
export class BoardTransferConnection extends connectionOf(BoardTransfer) {}

@InputType({ description: 'Which transfers to list. Conditions add up.' })
export class BoardTransferFilterInput implements ListBoardTransfersFilter {
  @Field(() => ID, { nullable: true })
  boardMergerId?: string | null;

  @Field(() => String, { nullable: true, description: 'The predecessor, by its code or id.' })
  fromBoard?: string | null;

  @Field(() => String, { nullable: true, description: 'The successor, by its code or id.' })
  toBoard?: string | null;
}

const BoardTransferOrderField = enumeration('MOVED_AT');
registerEnumType(BoardTransferOrderField, {
  name: 'BoardTransferOrderField',
  description: 'What transfers can be sorted by.',
});

@InputType()
export class BoardTransferOrder {
  @Field(() => BoardTransferOrderField)
  field!: keyof typeof BoardTransferOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class BoardTransferListArguments extends PageArguments {
  @Field(() => BoardTransferFilterInput, { nullable: true })
  filter?: BoardTransferFilterInput | null;

  @Field(() => [BoardTransferOrder], {
    nullable: true,
    description: 'The latest first when left out.',
  })
  orderBy?: BoardTransferOrder[] | null;
}

@InputType()
export class MergeBoardsInput extends MutationInput implements MergeBoards {
  @Field(() => [String], {
    description:
      'The boards that end, by code or id; naming one twice is once. None of them was merged before.',
  })
  predecessors!: string[];

  @Field(() => String, {
    description: 'The board that takes over, by code or id. It exists on `mergedOn`.',
  })
  successor!: string;

  @Field(() => CalendarDay, {
    description:
      'The first day that the successor answers for what was the predecessors’; it may be to come. They ' +
      'end the day before, unless they end earlier already.',
  })
  mergedOn!: string;

  @Field(() => String, { nullable: true, description: 'At most 20 000 characters.' })
  note?: string | null;

  @Field(() => DecisionInput, {
    nullable: true,
    description: 'What was decided on it, such as by the council; recorded with the successor.',
  })
  decision?: DecisionInput | null;
}

@ObjectType({ simpleResolvers: true })
export class MergeBoardsPayload {
  @Field(() => BoardMerger)
  boardMerger!: BoardMerger;
}

@InputType()
export class MoveOpenItemsInput extends MutationInput implements MoveOpenItems {
  @Field(() => ID)
  boardMergerId!: string;
}

@ObjectType({ simpleResolvers: true })
export class MoveOpenItemsPayload extends MergeBoardsPayload {}
