import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumeration } from '../../kernel/enumeration';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import { Direction } from '../../kernel/list';
import { BoardKind } from './domain/board-kind';
import { FollowUpOccasion } from './domain/follow-up-occasion';
import type {
  CreateAdministration,
  CreateBoard,
  CreateCouncilGoal,
  UpdateAdministration,
  UpdateBoard,
  UpdateCouncilGoal,
  UpdateMunicipality,
} from './municipality.service';

export { FollowUpOccasion } from './domain/follow-up-occasion';

registerEnumType(BoardKind, {
  name: 'BoardKind',
  description: 'What sort of body it is.',
  valuesConfig: {
    COUNCIL: { description: 'Fullmäktige.' },
    EXECUTIVE_BOARD: { description: 'Kommunstyrelsen, which also supervises the others.' },
    BOARD: { description: 'Nämnd.' },
    COMPANY: { description: 'Kommunalt bolag.' },
    FEDERATION: { description: 'Kommunalförbund.' },
    COMMITTEE: { description: 'Utskott.' },
  },
});
registerEnumType(FollowUpOccasion, {
  name: 'FollowUpOccasion',
  description: 'When a board follows up its plan; each municipality uses some of them.',
  valuesConfig: {
    INTERIM: { description: 'Delårsbokslut, usually as of 31 August.' },
    YEAR_END: { description: 'Årsbokslut.' },
    IMMEDIATE: { description: 'At once, for what cannot wait for the next occasion.' },
  },
});

@ObjectType({ description: 'The municipality (kommun) of the caller.', simpleResolvers: true })
export class Municipality {
  @Field(() => String, { description: 'Short name in addresses, such as `alingsas`.' })
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Boolean, {
    description: 'True when whoever recorded a result may not be the one who assesses it.',
  })
  requiresOtherAssessor!: boolean;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;

  @RecordPermissions<Municipality>({
    permissions: [
      'organisation:maintain',
      'identity:read',
      'identity:maintain',
      'audit-trail:read',
      'scoring-scheme:establish',
      'register:maintain',
    ],
    boardIdOf: () => null,
  })
  permissions?: string[];
}

@InputType()
export class UpdateMunicipalityInput extends MutationInput implements UpdateMunicipality {
  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: 'Cannot be cleared.' })
  name?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether whoever recorded a result may not be the one who assesses it.',
  })
  requiresOtherAssessor?: boolean | null;
}

@ObjectType({ simpleResolvers: true })
export class UpdateMunicipalityPayload {
  @Field(() => Municipality)
  municipality!: Municipality;
}

@ObjectType({
  description:
    'A body that answers for its own internal control (kommunallagen 6:6): a board (nämnd), the ' +
    'executive board, a company.',
  simpleResolvers: true,
})
export class Board {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'Short name, such as `KS`; unique in the municipality.' })
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => BoardKind)
  kind!: BoardKind;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'First day that the body exists; null when not known.',
  })
  validFrom!: string | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'Last day that the body exists; null while it goes on.',
  })
  validTo!: string | null;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change the body.' })
  version!: number;

  @RecordPermissions<Board>({
    permissions: [
      'register:maintain',
      'risk:assess',
      'action:maintain',
      'control-plan:draft',
      'control-plan:adopt',
      'result:record',
      'result:assess',
      'follow-up-report:draft',
      'follow-up-report:decide',
      'assignment:complete',
    ],
    boardIdOf: ({ id }) => id,
  })
  permissions?: string[];
}

@ObjectType({
  description: 'The officers (förvaltning, kontor) who work for one or several boards.',
  simpleResolvers: true,
})
export class Administration {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;

  @RecordPermissions<Administration>({
    permissions: ['organisation:maintain'],
    boardIdOf: () => null,
  })
  permissions?: string[];
}

@ObjectType({
  description: 'A goal that the council (fullmäktige) has decided.',
  simpleResolvers: true,
})
export class CouncilGoal {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'As the council numbers it: `3`, `2.1`.' })
  number!: string;

  @Field(() => String)
  text!: string;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;

  @RecordPermissions<CouncilGoal>({
    permissions: ['register:maintain'],
    boardIdOf: () => null,
  })
  permissions?: string[];
}

@ObjectType({ simpleResolvers: true })
export class BoardConnection extends connectionOf(Board) {}

@InputType({ description: 'Which bodies to list. Conditions add up.' })
export class BoardFilterInput {
  @Field(() => [BoardKind], { nullable: true })
  kinds?: BoardKind[] | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Bodies that exist on this day.' })
  existsOn?: string | null;
}

const BoardOrderField = enumeration('CODE', 'NAME');
registerEnumType(BoardOrderField, {
  name: 'BoardOrderField',
  description: 'What boards can be sorted by; names the Swedish way, å ä ö last.',
});

@InputType()
export class BoardOrder {
  @Field(() => BoardOrderField)
  field!: keyof typeof BoardOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class BoardListArguments extends PageArguments {
  @Field(() => BoardFilterInput, { nullable: true })
  filter?: BoardFilterInput | null;

  @Field(() => [BoardOrder], { nullable: true, description: 'By name when left out.' })
  orderBy?: BoardOrder[] | null;
}

@InputType()
export class CreateBoardInput extends MutationInput implements CreateBoard {
  @Field(() => String, { description: 'Short name without blanks, at most 20 characters.' })
  code!: string;

  @Field(() => String, { description: 'At most 200 characters.' })
  name!: string;

  @Field(() => BoardKind)
  kind!: BoardKind;

  @Field(() => CalendarDay, { nullable: true })
  validFrom?: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Not before `validFrom`.' })
  validTo?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class CreateBoardPayload {
  @Field(() => Board)
  board!: Board;
}

@InputType()
export class UpdateBoardInput extends MutationInput implements UpdateBoard {
  @Field(() => ID)
  boardId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Short name without blanks, at most 20 characters; cannot be cleared.',
  })
  code?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'At most 200 characters; cannot be cleared.',
  })
  name?: string | null;

  @Field(() => BoardKind, { nullable: true, description: 'Cannot be cleared.' })
  kind?: BoardKind | null;

  @Field(() => CalendarDay, { nullable: true })
  validFrom?: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Not before `validFrom`.' })
  validTo?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class UpdateBoardPayload extends CreateBoardPayload {}

@InputType()
export class CreateAdministrationInput extends MutationInput implements CreateAdministration {
  @Field(() => String, { description: 'At most 200 characters.' })
  name!: string;

  @Field(() => [String], { description: 'The boards that it works for, by code or id.' })
  boards!: string[];
}

@ObjectType({ simpleResolvers: true })
export class CreateAdministrationPayload {
  @Field(() => Administration)
  administration!: Administration;
}

@InputType()
export class UpdateAdministrationInput extends MutationInput implements UpdateAdministration {
  @Field(() => ID)
  administrationId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: 'At most 200 characters; cannot be cleared.',
  })
  name?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'All boards that it works for, by code or id; stays as it is when left out.',
  })
  boards?: string[] | null;
}

@ObjectType({ simpleResolvers: true })
export class UpdateAdministrationPayload extends CreateAdministrationPayload {}

@InputType()
export class CreateCouncilGoalInput extends MutationInput implements CreateCouncilGoal {
  @Field(() => String, { description: 'As the council numbers it, at most 20 characters.' })
  number!: string;

  @Field(() => String)
  text!: string;
}

@ObjectType({ simpleResolvers: true })
export class CreateCouncilGoalPayload {
  @Field(() => CouncilGoal)
  councilGoal!: CouncilGoal;
}

@InputType()
export class UpdateCouncilGoalInput extends MutationInput implements UpdateCouncilGoal {
  @Field(() => ID)
  councilGoalId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: 'As the council numbers it, at most 20 characters; cannot be cleared.',
  })
  number?: string | null;

  @Field(() => String, { nullable: true, description: 'Cannot be cleared.' })
  text?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class UpdateCouncilGoalPayload extends CreateCouncilGoalPayload {}
