import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { AnsweredBy, AnsweredByList, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { Control } from '../control';
import { Decision, decisionById } from '../decision';
import { Board, boardById } from '../municipality';
import { QuestionEntity, StatedControlEntity } from './question.entity';
import {
  controlsByStatedControl,
  factsByQuestion,
  questionById,
  statedControlsByQuestion,
} from './question.loader';
import { questionList } from './question.repository';
import {
  answerQuestion,
  correctQuestion,
  findQuestion,
  findStatedControl,
  isQuestionAnswered,
  linkControlToStatedControl,
  listQuestions,
  raiseQuestionSensitivity,
  recordQuestion,
  unlinkControlFromStatedControl,
} from './question.service';
import {
  AnswerQuestionInput,
  AnswerQuestionPayload,
  CorrectQuestionInput,
  CorrectQuestionPayload,
  LinkControlToStatedControlInput,
  LinkControlToStatedControlPayload,
  Question,
  QuestionConnection,
  QuestionFact,
  QuestionListArguments,
  RaiseQuestionSensitivityInput,
  RaiseQuestionSensitivityPayload,
  RecordQuestionInput,
  RecordQuestionPayload,
  StatedControl,
  UnlinkControlFromStatedControlInput,
  UnlinkControlFromStatedControlPayload,
} from './question.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => Question)
export class QuestionResolver {
  @AnsweredBy(byId(QuestionEntity))
  @Query(() => Question, { nullable: true, description: 'A question; null when there is none.' })
  question(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<Question | null> {
    return findQuestion(request, id);
  }

  @AnsweredByList(questionList, ({ board, ...filter }, { board: named }) => ({
    ...filter,
    boardId: named(board),
  }))
  @Query(() => QuestionConnection, {
    description:
      'Questions to the bodies of the municipality: interpellations, citizens’ proposals.',
  })
  questions(
    @Ctx() request: RequestContext,
    @Args(() => QuestionListArguments) list: QuestionListArguments,
  ): Promise<QuestionConnection> {
    return listQuestions(request, list);
  }

  @Mutation(() => RecordQuestionPayload, {
    description:
      'Records a question with what it builds on. Needs `register:maintain` for the body asked.',
  })
  async recordQuestion(
    @Ctx() request: RequestContext,
    @Arg('input', () => RecordQuestionInput) input: RecordQuestionInput,
  ): Promise<RecordQuestionPayload> {
    return { question: await recordQuestion(request, input) };
  }

  @Mutation(() => CorrectQuestionPayload, {
    description:
      'Corrects a question that no body has decided on yet; a list that is given replaces the old one. ' +
      'Needs `register:maintain` for the body asked.',
  })
  async correctQuestion(
    @Ctx() request: RequestContext,
    @Arg('input', () => CorrectQuestionInput) input: CorrectQuestionInput,
  ): Promise<CorrectQuestionPayload> {
    return { question: await correctQuestion(request, input) };
  }

  @Mutation(() => AnswerQuestionPayload, {
    description:
      'Records the answer, instead of any before it; with a decision, question and answer are frozen. ' +
      'Needs `register:maintain` for the body asked.',
  })
  async answerQuestion(
    @Ctx() request: RequestContext,
    @Arg('input', () => AnswerQuestionInput) input: AnswerQuestionInput,
  ): Promise<AnswerQuestionPayload> {
    return { question: await answerQuestion(request, input) };
  }

  @Mutation(() => RaiseQuestionSensitivityPayload, {
    description:
      'Makes a question and what was decided on it more secret, also when they are frozen. Needs ' +
      '`register:maintain` for the body asked.',
  })
  async raiseQuestionSensitivity(
    @Ctx() request: RequestContext,
    @Arg('input', () => RaiseQuestionSensitivityInput) input: RaiseQuestionSensitivityInput,
  ): Promise<RaiseQuestionSensitivityPayload> {
    return { question: await raiseQuestionSensitivity(request, input) };
  }

  @Linked<Question>(() => Board, boardById, 'boardId', { description: 'The body that is asked.' })
  board!: Board | null;

  @Linked<Question>(() => Decision, decisionById, 'decisionId', {
    nullable: true,
    description: 'What was decided on it; null when nothing was.',
  })
  decision!: Decision | null;

  @FieldResolver(() => Boolean, { description: 'True when there is an answer or a decision.' })
  isAnswered(@Root() question: Question): boolean {
    return isQuestionAnswered(question);
  }

  @ListSize(3)
  @Linked<Question>(() => [QuestionFact], factsByQuestion, 'id', {
    description: 'What it takes for facts, in order.',
  })
  facts!: QuestionFact[];

  @ListSize(8)
  @Linked<Question>(() => [StatedControl], statedControlsByQuestion, 'id', {
    description: 'The controls that are said to be there, or to come, by number.',
  })
  statedControls!: StatedControl[];
}

/** What is said about controls, and the controls of the register that it is about. */
@Resolver(() => StatedControl)
export class StatedControlResolver {
  @AnsweredBy(byId(StatedControlEntity))
  @Query(() => StatedControl, {
    nullable: true,
    description: 'A control that is said to be there, or to come; null when there is none.',
  })
  statedControl(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<StatedControl | null> {
    return findStatedControl(request, id);
  }

  @Mutation(() => LinkControlToStatedControlPayload, {
    description:
      'Says that what is stated is a control of the register, also when the question is frozen; twice is ' +
      'once. Needs `register:maintain` for the body asked.',
  })
  linkControlToStatedControl(
    @Ctx() request: RequestContext,
    @Arg('input', () => LinkControlToStatedControlInput) input: LinkControlToStatedControlInput,
  ): Promise<LinkControlToStatedControlPayload> {
    return linkControlToStatedControl(request, input);
  }

  @Mutation(() => UnlinkControlFromStatedControlPayload, {
    description:
      'Takes back that what is stated is a control of the register. Needs `register:maintain` for the ' +
      'body asked.',
  })
  unlinkControlFromStatedControl(
    @Ctx() request: RequestContext,
    @Arg('input', () => UnlinkControlFromStatedControlInput)
    input: UnlinkControlFromStatedControlInput,
  ): Promise<UnlinkControlFromStatedControlPayload> {
    return unlinkControlFromStatedControl(request, input);
  }

  @Linked<StatedControl>(() => Question, questionById, 'questionId', {
    description: 'The question that it is stated about.',
  })
  question!: Question | null;

  @ListSize(1)
  @Linked<StatedControl>(() => [Control], controlsByStatedControl, 'id', {
    description: 'The controls of the register that it is.',
  })
  controls!: Control[];
}
