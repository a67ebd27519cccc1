import { violates } from '../../kernel/database-errors';
import { DomainError } from '../../kernel/errors';
import type { List } from '../../kernel/list';
import { type Values, VersionedRepository } from '../../kernel/repository';
import { searchCondition, searchParameters } from '../../kernel/search';
import type { Tx } from '../../kernel/unit-of-work';
import type { GoverningDocumentKind } from './domain/governing-document';
import { GoverningDocumentEntity, REPLACED_ONCE } from './governing-document.entity';

/** All SQL for governing documents. */
export class GoverningDocumentRepository extends VersionedRepository<GoverningDocumentEntity> {
  constructor(tx: Tx) {
    super(tx, GoverningDocumentEntity);
  }

  /** @throws DomainError CONFLICT when it replaces a document that has been replaced already. */
  override insert(values: Values<GoverningDocumentEntity>): Promise<GoverningDocumentEntity> {
    return super.insert(values).catch((error: unknown) => {
      if (!violates(error, REPLACED_ONCE)) throw error;
      throw new DomainError('CONFLICT', { type: this.typeName, rule: isReplaced });
    });
  }
}

const isReplaced = {
  sv: 'ett annat dokument har redan ersatt det',
  en: 'another document has replaced it already',
};

/** The words of a document that a search looks through. */
const WORDS = `concat_ws(' ', document.title, document.deciding_body, document.diary_number)`;

/** What governing documents can be narrowed to. */
export interface GoverningDocumentFilter {
  readonly boardId?: string | null;
  /** True for those of the whole municipality, false for those of a board. */
  readonly isShared?: boolean | null;
  readonly kinds?: readonly GoverningDocumentKind[] | null;
  /** A day, `YYYY-MM-DD`, on which they are known to hold. */
  readonly validOn?: string | null;
  /** Swedish words in any form, as in a search engine, or a part of a word. */
  readonly search?: string | null;
}

/** What governing documents can be sorted by. */
export type GoverningDocumentOrderField = 'TITLE' | 'DECIDED_ON' | 'VALID_FROM';

/** Governing documents of the municipality. */
export const governingDocumentList: List<
  GoverningDocumentEntity,
  GoverningDocumentFilter,
  GoverningDocumentOrderField
> = {
  entity: GoverningDocumentEntity,
  alias: 'document',
  fields: {
    TITLE: 'document.title COLLATE "sv-SE-x-icu"',
    DECIDED_ON: 'document.decided_on',
    VALID_FROM: 'document.valid_from',
  },
  defaultOrder: [
    { field: 'TITLE', direction: 'ASC' },
    { field: 'VALID_FROM', direction: 'DESC' },
  ],
  narrow: (query, { boardId, isShared, kinds, validOn, search }) => {
    if (boardId) query.andWhere('document.board_id = :boardId', { boardId });
    if (typeof isShared === 'boolean') {
      query.andWhere('(document.board_id IS NULL) = :isShared', { isShared });
    }
    if (kinds) query.andWhere('document.kind = ANY(:kinds)', { kinds });
    if (validOn) {
      query.andWhere(
        'document.valid_from <= :validOn AND (document.valid_to >= :validOn OR document.valid_to IS NULL)',
        { validOn },
      );
    }
    if (search) query.andWhere(searchCondition(WORDS), searchParameters(search));
  },
};
