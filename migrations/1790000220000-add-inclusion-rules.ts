import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { freezeBelow } from './support/guards';
import { keepTrailOf, wallTables } from './support/tables';

/** Which risks must be in the plan, as a rule of the scheme, frozen with it. */
export class AddInclusionRules1790000220000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE scoring_scheme
        ADD COLUMN inclusion_kind text NOT NULL DEFAULT 'BY_HAND'
          CONSTRAINT scoring_scheme_inclusion_kind_check CHECK (inclusion_kind IN
            ('BY_VALUE','BY_AXIS','BY_CELL','HIGHEST_PER_CATEGORY','BY_HAND')),
        ADD COLUMN least_value integer,
        ADD COLUMN inclusion_axis text CONSTRAINT scoring_scheme_inclusion_axis_check CHECK
          (inclusion_axis IN ('LIKELIHOOD','CONSEQUENCE')),
        ADD COLUMN least_level integer,
        ADD COLUMN highest integer,
        ADD CONSTRAINT scoring_scheme_least_value_check CHECK
          ((least_value IS NOT NULL) = (inclusion_kind = 'BY_VALUE')),
        ADD CONSTRAINT scoring_scheme_axis_check CHECK
          ((inclusion_axis IS NOT NULL) = (inclusion_kind = 'BY_AXIS')),
        ADD CONSTRAINT scoring_scheme_least_level_check CHECK
          ((least_level IS NOT NULL) = (inclusion_kind = 'BY_AXIS')),
        ADD CONSTRAINT scoring_scheme_highest_check CHECK
          ((highest IS NOT NULL) = (inclusion_kind = 'HIGHEST_PER_CATEGORY')),
        ADD CONSTRAINT scoring_scheme_inclusion_check CHECK (least_value >= 0 AND highest >= 1);

      CREATE TABLE inclusion_cell (
        municipality_id uuid    NOT NULL,
        scheme_id       uuid    NOT NULL,
        likelihood      integer NOT NULL,
        consequence     integer NOT NULL,
        CONSTRAINT inclusion_cell_pkey PRIMARY KEY (municipality_id, scheme_id, likelihood, consequence),
        CONSTRAINT inclusion_cell_scheme_fkey FOREIGN KEY (municipality_id, scheme_id)
          REFERENCES scoring_scheme (municipality_id, id),
        CONSTRAINT inclusion_cell_cell_fkey FOREIGN KEY (municipality_id, scheme_id, likelihood, consequence)
          REFERENCES scoring_cell (municipality_id, scheme_id, likelihood, consequence)
      );
    `);
    await wallTables(db, ['SELECT', 'INSERT'], ['inclusion_cell']);
    await keepTrailOf(db, ['inclusion_cell']);
    await freezeBelow(db, 'scoring_scheme', 'scheme_id', ['inclusion_cell']);
  }
}
