import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { APPLICATION_ROLE, freezeBelow, TRUSTED_PATH } from './support/guards';
import { keepTrailOf, wallTables } from './support/tables';

/**
 * Controls that are built into the daily work; the rules and guidelines that internal control follows;
 * and which of those a plan cites, kept as they were when the board got the plan.
 */
export class AddStandingControlsAndGoverningDocuments1790000190000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE control
        ADD COLUMN is_standing boolean NOT NULL DEFAULT FALSE,
        ADD COLUMN in_place_since integer,
        ADD CONSTRAINT control_in_place_since_check
          CHECK (in_place_since IS NULL OR (is_standing AND in_place_since BETWEEN 1900 AND 2200));
      CREATE INDEX result_planned_control_planned_control_idx
        ON result_planned_control (municipality_id, planned_control_id);

      CREATE TABLE governing_document (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        board_id        uuid,
        title           text    NOT NULL,
        kind            text    NOT NULL CONSTRAINT governing_document_kind_check CHECK (kind IN
          ('RULES','POLICY','GUIDELINES','PLAN','ROUTINE','OTHER')),
        deciding_body   text,
        decided_on      date,
        paragraph       text,
        diary_number    text,
        valid_from      date,
        valid_to        date,
        url             text,
        replaces_id     uuid,
        version         integer NOT NULL,
        CONSTRAINT governing_document_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT governing_document_replaces_key UNIQUE (municipality_id, replaces_id),
        CONSTRAINT governing_document_municipality_fkey FOREIGN KEY (municipality_id)
          REFERENCES municipality (municipality_id),
        CONSTRAINT governing_document_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id),
        CONSTRAINT governing_document_replaces_fkey FOREIGN KEY (municipality_id, replaces_id)
          REFERENCES governing_document (municipality_id, id),
        CONSTRAINT governing_document_replaces_check CHECK (replaces_id <> id),
        CONSTRAINT governing_document_validity_check CHECK (valid_from <= valid_to)
      );
      CREATE INDEX governing_document_board_idx ON governing_document (municipality_id, board_id);

      CREATE TABLE plan_governing_document (
        municipality_id uuid    NOT NULL,
        plan_id         uuid    NOT NULL,
        document_id     uuid    NOT NULL,
        position        integer NOT NULL,
        stated          jsonb,
        CONSTRAINT plan_governing_document_pkey PRIMARY KEY (municipality_id, plan_id, document_id),
        CONSTRAINT plan_governing_document_position_key UNIQUE (municipality_id, plan_id, position),
        CONSTRAINT plan_governing_document_plan_fkey FOREIGN KEY (municipality_id, plan_id)
          REFERENCES control_plan (municipality_id, id),
        CONSTRAINT plan_governing_document_document_fkey FOREIGN KEY (municipality_id, document_id)
          REFERENCES governing_document (municipality_id, id)
      );
      CREATE INDEX plan_governing_document_document_idx
        ON plan_governing_document (municipality_id, document_id);
    `);
    await wallTables(db, ['SELECT', 'INSERT', 'UPDATE'], ['governing_document']);
    await wallTables(db, ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], ['plan_governing_document']);
    await keepTrailOf(db, ['governing_document', 'plan_governing_document']);
    await freezeBelow(db, 'control_plan', 'plan_id', ['plan_governing_document']);
    await db.query(`
      CREATE TRIGGER plan_governing_document_proposed
        BEFORE INSERT OR UPDATE OR DELETE ON plan_governing_document
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_proposed();

      CREATE POLICY plan_governing_document_board_policy ON plan_governing_document
        AS RESTRICTIVE TO ${APPLICATION_ROLE}
        USING (sees_every_board() OR EXISTS (SELECT FROM control_plan parent
          WHERE parent.municipality_id = plan_governing_document.municipality_id
            AND parent.id = plan_governing_document.plan_id))
        WITH CHECK (sees_every_board() OR EXISTS (SELECT FROM control_plan parent
          WHERE parent.municipality_id = plan_governing_document.municipality_id
            AND parent.id = plan_governing_document.plan_id));

      -- What a document replaced is a fact of the day it was recorded; so no chain can become a circle.
      CREATE TRIGGER governing_document_replaces_kept BEFORE UPDATE ON governing_document FOR EACH ROW
        WHEN (NEW.replaces_id IS DISTINCT FROM OLD.replaces_id)
        EXECUTE FUNCTION refuse_every_change();

      -- A plan that cites a document as it is today would be frozen in name only.
      CREATE FUNCTION refuse_adoption_with_unstated_documents() RETURNS trigger LANGUAGE plpgsql
        ${TRUSTED_PATH} AS $$
      BEGIN
        IF EXISTS (SELECT FROM plan_governing_document WHERE municipality_id = NEW.municipality_id
                   AND plan_id = NEW.id AND stated IS NULL) THEN
          RAISE EXCEPTION 'the plan cites a document that can still change'
            USING ERRCODE = '23514', TABLE = 'control_plan',
              CONSTRAINT = 'control_plan_stated_documents_check';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER control_plan_stated_documents BEFORE INSERT OR UPDATE ON control_plan
        FOR EACH ROW WHEN (NEW.frozen_at IS NOT NULL)
        EXECUTE FUNCTION refuse_adoption_with_unstated_documents();
    `);
  }
}
