import { Arg, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { type DocumentAddress, documentsOfRegister } from '../../kernel/document-link';
import { DOCUMENTS, DocumentLink } from '../../kernel/graphql/document-link';
import { ListSize } from '../../kernel/graphql/list-size';
import { readInput } from '../../kernel/input';
import { Board, Municipality } from '../municipality';

/** @throws DomainError BAD_USER_INPUT for what no plan is for. */
function documentsFor(year: number, body: string): DocumentAddress[] {
  readInput((input) => input.year('year', year));
  return documentsOfRegister(`/reports/risks/${year}/${encodeURIComponent(body)}`);
}

/** The risk register of a board, as documents. */
@Resolver(() => Board)
export class BoardRiskDocumentsResolver {
  @ListSize(DOCUMENTS)
  @FieldResolver(() => [DocumentLink], {
    description: 'Its risk register for a plan year as documents, as it is when they are fetched.',
  })
  riskDocuments(@Root() { code }: Board, @Arg('year', () => Int) year: number): DocumentAddress[] {
    return documentsFor(year, code);
  }
}

/** The risk registers of all boards together, as documents. */
@Resolver(() => Municipality)
export class MunicipalityRiskDocumentsResolver {
  @ListSize(DOCUMENTS)
  @FieldResolver(() => [DocumentLink], {
    description:
      'The risk register of all boards for a plan year as documents, as it is when they are fetched.',
  })
  riskDocuments(@Arg('year', () => Int) year: number): DocumentAddress[] {
    return documentsFor(year, 'all');
  }
}
