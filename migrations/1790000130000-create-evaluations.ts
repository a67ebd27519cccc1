import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { TRUSTED_PATH } from './support/guards';
import { keepTrailOf, wallTables } from './support/tables';

/** What others found about how the municipality is governed, and the risks and actions that came of it. */
export class CreateEvaluations1790000130000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE evaluation (
        municipality_id    uuid    NOT NULL,
        id                 uuid    NOT NULL,
        board_id           uuid,
        instrument         text    NOT NULL,
        instrument_version text,
        evaluator          text,
        period             text,
        is_first           boolean,
        total              integer,
        max                integer,
        sensitivity        text    NOT NULL DEFAULT 'INTERNAL' CONSTRAINT evaluation_sensitivity_check
          CHECK (sensitivity IN ('OPEN','INTERNAL','SECRET')),
        version            integer NOT NULL,
        CONSTRAINT evaluation_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT evaluation_municipality_fkey FOREIGN KEY (municipality_id)
          REFERENCES municipality (municipality_id),
        CONSTRAINT evaluation_board_fkey FOREIGN KEY (municipality_id, board_id)
          REFERENCES board (municipality_id, id),
        CONSTRAINT evaluation_period_check CHECK (period ~ '^(19|20|21)[0-9]{2}(-(0[1-9]|1[0-2]))?$'),
        CONSTRAINT evaluation_total_check CHECK (total >= 0 AND total <= max),
        CONSTRAINT evaluation_max_check CHECK (max >= 0)
      );
      CREATE INDEX evaluation_board_idx ON evaluation (municipality_id, board_id);

      CREATE TABLE evaluation_area (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        evaluation_id   uuid    NOT NULL,
        number          integer NOT NULL,
        name            text    NOT NULL,
        achieved        integer,
        max             integer,
        CONSTRAINT evaluation_area_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT evaluation_area_number_key UNIQUE (municipality_id, evaluation_id, number),
        CONSTRAINT evaluation_area_evaluation_key UNIQUE (municipality_id, evaluation_id, id),
        CONSTRAINT evaluation_area_evaluation_fkey FOREIGN KEY (municipality_id, evaluation_id)
          REFERENCES evaluation (municipality_id, id),
        CONSTRAINT evaluation_area_number_check CHECK (number >= 1),
        CONSTRAINT evaluation_area_achieved_check CHECK (achieved >= 0 AND achieved <= max),
        CONSTRAINT evaluation_area_max_check CHECK (max >= 0)
      );

      CREATE TABLE evaluation_sub_area (
        municipality_id uuid    NOT NULL,
        area_id         uuid    NOT NULL,
        position        integer NOT NULL,
        code            text,
        name            text    NOT NULL,
        achieved        integer,
        max             integer,
        CONSTRAINT evaluation_sub_area_pkey PRIMARY KEY (municipality_id, area_id, position),
        CONSTRAINT evaluation_sub_area_code_key UNIQUE (municipality_id, area_id, code),
        CONSTRAINT evaluation_sub_area_area_fkey FOREIGN KEY (municipality_id, area_id)
          REFERENCES evaluation_area (municipality_id, id),
        CONSTRAINT evaluation_sub_area_achieved_check CHECK (achieved >= 0 AND achieved <= max),
        CONSTRAINT evaluation_sub_area_max_check CHECK (max >= 0)
      );

      CREATE TABLE evaluation_benchmark (
        municipality_id uuid    NOT NULL,
        evaluation_id   uuid    NOT NULL,
        position        integer NOT NULL,
        population      text    NOT NULL,
        value           double precision,
        CONSTRAINT evaluation_benchmark_pkey PRIMARY KEY (municipality_id, evaluation_id, position),
        CONSTRAINT evaluation_benchmark_population_key UNIQUE (municipality_id, evaluation_id, population),
        CONSTRAINT evaluation_benchmark_evaluation_fkey FOREIGN KEY (municipality_id, evaluation_id)
          REFERENCES evaluation (municipality_id, id),
        CONSTRAINT evaluation_benchmark_value_check CHECK (value >= 0)
      );

      CREATE TABLE evaluation_point (
        municipality_id uuid    NOT NULL,
        id              uuid    NOT NULL,
        evaluation_id   uuid    NOT NULL,
        position        integer NOT NULL,
        kind            text    NOT NULL CONSTRAINT evaluation_point_kind_check CHECK (kind IN
          ('STRENGTH','IMPROVEMENT','RECOMMENDATION','OBSERVATION')),
        area_id         uuid,
        topic           text,
        text            text    NOT NULL,
        CONSTRAINT evaluation_point_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT evaluation_point_evaluation_fkey FOREIGN KEY (municipality_id, evaluation_id)
          REFERENCES evaluation (municipality_id, id),
        CONSTRAINT evaluation_point_area_fkey FOREIGN KEY (municipality_id, evaluation_id, area_id)
          REFERENCES evaluation_area (municipality_id, evaluation_id, id)
      );
      CREATE INDEX evaluation_point_evaluation_idx ON evaluation_point (municipality_id, evaluation_id);

      CREATE TABLE evaluation_point_risk (
        municipality_id uuid NOT NULL,
        point_id        uuid NOT NULL,
        risk_id         uuid NOT NULL,
        CONSTRAINT evaluation_point_risk_pkey PRIMARY KEY (municipality_id, point_id, risk_id),
        CONSTRAINT evaluation_point_risk_point_fkey FOREIGN KEY (municipality_id, point_id)
          REFERENCES evaluation_point (municipality_id, id),
        CONSTRAINT evaluation_point_risk_risk_fkey FOREIGN KEY (municipality_id, risk_id)
          REFERENCES risk (municipality_id, id)
      );
      CREATE INDEX evaluation_point_risk_risk_idx ON evaluation_point_risk (municipality_id, risk_id);

      CREATE TABLE evaluation_point_action (
        municipality_id uuid NOT NULL,
        point_id        uuid NOT NULL,
        action_id       uuid NOT NULL,
        CONSTRAINT evaluation_point_action_pkey PRIMARY KEY (municipality_id, point_id, action_id),
        CONSTRAINT evaluation_point_action_point_fkey FOREIGN KEY (municipality_id, point_id)
          REFERENCES evaluation_point (municipality_id, id),
        CONSTRAINT evaluation_point_action_action_fkey FOREIGN KEY (municipality_id, action_id)
          REFERENCES action (municipality_id, id)
      );
      CREATE INDEX evaluation_point_action_action_idx ON evaluation_point_action (municipality_id, action_id);

      -- Where all parts are known, they add up to the whole when that is known, too.
      CREATE FUNCTION do_not_add_up(whole integer, parts integer[]) RETURNS boolean IMMUTABLE LANGUAGE sql
        RETURN array_position(parts, NULL) IS NULL
          AND whole <> (SELECT sum(part) FROM unnest(parts) AS part);

      CREATE FUNCTION refuse_other_sums() RETURNS trigger LANGUAGE plpgsql ${TRUSTED_PATH} AS $$
      DECLARE
        ours uuid := NEW.municipality_id;
        its uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
      BEGIN
        IF TG_OP = 'DELETE' THEN
          ours := OLD.municipality_id;
          its := (to_jsonb(OLD) ->> TG_ARGV[0])::uuid;
        END IF;
        IF TG_TABLE_NAME <> 'evaluation' AND EXISTS (
          SELECT FROM evaluation_area area JOIN evaluation_sub_area part
            ON part.municipality_id = area.municipality_id AND part.area_id = area.id
          WHERE area.municipality_id = ours AND its IN (area.id, area.evaluation_id)
          GROUP BY area.id, area.achieved, area.max
          HAVING do_not_add_up(area.achieved, array_agg(part.achieved))
            OR do_not_add_up(area.max, array_agg(part.max))
        ) OR EXISTS (
          SELECT FROM evaluation JOIN evaluation_area part
            ON part.municipality_id = evaluation.municipality_id AND part.evaluation_id = evaluation.id
          WHERE evaluation.municipality_id = ours AND evaluation.id = its
          GROUP BY evaluation.id, evaluation.total, evaluation.max
          HAVING do_not_add_up(evaluation.total, array_agg(part.achieved))
            OR do_not_add_up(evaluation.max, array_agg(part.max))
        ) THEN
          RAISE EXCEPTION 'the parts of an evaluation do not add up' USING ERRCODE = '23514',
            TABLE = 'evaluation', CONSTRAINT = 'evaluation_sums_check';
        END IF;
        RETURN NULL;
      END $$;
    `);
    await wallTables(db, ['SELECT', 'INSERT', 'UPDATE'], ['evaluation']);
    await wallTables(
      db,
      ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
      ['evaluation_area', 'evaluation_point'],
    );
    await wallTables(
      db,
      ['SELECT', 'INSERT', 'DELETE'],
      [
        ...['evaluation_sub_area', 'evaluation_benchmark'],
        ...['evaluation_point_risk', 'evaluation_point_action'],
      ],
    );
    await keepTrailOf(db, [
      ...['evaluation', 'evaluation_area', 'evaluation_sub_area', 'evaluation_benchmark'],
      ...['evaluation_point', 'evaluation_point_risk', 'evaluation_point_action'],
    ]);
    // At the end of the transaction, when all parts are written.
    const parts = {
      evaluation: 'id',
      evaluation_area: 'evaluation_id',
      evaluation_sub_area: 'area_id',
    };
    for (const [table, column] of Object.entries(parts)) {
      await db.query(`
        CREATE CONSTRAINT TRIGGER ${table}_sums AFTER INSERT OR UPDATE OR DELETE ON ${table}
          DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION refuse_other_sums('${column}')
      `);
    }
  }
}
