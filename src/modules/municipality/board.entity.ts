import { Check, Column, Entity, Unique, VersionColumn } from 'typeorm';
import {
  BelongsToMunicipality,
  EnumColumn,
  Reference,
  TenantPart,
  TenantRow,
} from '../../kernel/columns';
import { AdministrationEntity } from './administration.entity';
import { BoardKind } from './domain/board-kind';
import { MunicipalityEntity } from './municipality.entity';

/** A row of `board`: a body of the municipality that answers for its own internal control. */
@Entity('board')
@Unique('board_code_key', ['municipalityId', 'code'])
@Check('board_valid_check', 'valid_from <= valid_to')
@BelongsToMunicipality(() => MunicipalityEntity)
export class BoardEntity extends TenantRow {
  /** What people call it in addresses: `KS`. Unique within the municipality. */
  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  @EnumColumn(BoardKind)
  kind!: BoardKind;

  /** The first day that the body exists; null when not known. */
  @Column('date', { nullable: true })
  validFrom!: string | null;

  /** The last day that the body exists; null while it goes on. */
  @Column('date', { nullable: true })
  validTo!: string | null;

  @VersionColumn()
  version!: number;
}

/** A row of `board_administration`: an administration works for a board, and it may serve several. */
@Entity('board_administration')
export class BoardAdministrationEntity extends TenantPart {
  @Reference(() => BoardEntity, { primary: true })
  boardId!: string;

  @Reference(() => AdministrationEntity, { primary: true })
  administrationId!: string;
}
