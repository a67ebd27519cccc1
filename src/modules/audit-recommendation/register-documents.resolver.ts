import { FieldResolver, Resolver, Root } from 'type-graphql';
import { type DocumentAddress, documentsOfRegister } from '../../kernel/document-link';
import { DOCUMENTS, DocumentLink } from '../../kernel/graphql/document-link';
import { ListSize } from '../../kernel/graphql/list-size';
import { Board, Municipality } from '../municipality';

/** What the auditors recommended to a board, as documents. */
@Resolver(() => Board)
export class BoardRecommendationDocumentsResolver {
  @ListSize(DOCUMENTS)
  @FieldResolver(() => [DocumentLink], {
    description:
      'The auditors’ recommendations that it is to answer as documents, as they are when fetched.',
  })
  recommendationDocuments(@Root() { code }: Board): DocumentAddress[] {
    return documentsOfRegister(`/reports/recommendations/${encodeURIComponent(code)}`);
  }
}

/** What the auditors recommended to anybody, as documents. */
@Resolver(() => Municipality)
export class MunicipalityRecommendationDocumentsResolver {
  @ListSize(DOCUMENTS)
  @FieldResolver(() => [DocumentLink], {
    description: 'All recommendations of the auditors as documents, as they are when fetched.',
  })
  recommendationDocuments(): DocumentAddress[] {
    return documentsOfRegister('/reports/recommendations/all');
  }
}
