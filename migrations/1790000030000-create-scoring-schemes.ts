import type { MigrationInterface, QueryRunner } from 'typeorm';
import { freezeBelow, freezeRows, guardTables } from './support/guards';

/** How a municipality values risks and words its lights, in versions that never change once used. */
export class CreateScoringSchemes1790000030000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE scoring_scheme (
        municipality_id  uuid    NOT NULL,
        id               uuid    NOT NULL,
        number           integer NOT NULL,
        name             text    NOT NULL,
        method           text    NOT NULL CONSTRAINT scoring_scheme_method_check CHECK (method IN
                                 ('PRODUCT','SUM','MAX','MATRIX','MANUAL')),
        likelihood_name  text    NOT NULL,
        consequence_name text    NOT NULL,
        plan_name        text    NOT NULL,
        follow_up_name   text    NOT NULL,
        valid_from       date,
        frozen_at        timestamptz,
        CONSTRAINT scoring_scheme_pkey PRIMARY KEY (municipality_id, id),
        CONSTRAINT scoring_scheme_number_key UNIQUE (municipality_id, number),
        CONSTRAINT scoring_scheme_municipality_fkey FOREIGN KEY (municipality_id)
          REFERENCES municipality (municipality_id)
      );

      CREATE TABLE scoring_level (
        municipality_id uuid    NOT NULL,
        scheme_id       uuid    NOT NULL,
        axis            text    NOT NULL CONSTRAINT scoring_level_axis_check CHECK (axis IN
                                ('LIKELIHOOD','CONSEQUENCE')),
        level           integer NOT NULL CONSTRAINT scoring_level_level_check CHECK (level BETWEEN 1 AND 10),
        word            text    NOT NULL,
        description     text,
        CONSTRAINT scoring_level_pkey PRIMARY KEY (municipality_id, scheme_id, axis, level),
        CONSTRAINT scoring_level_scheme_fkey FOREIGN KEY (municipality_id, scheme_id)
          REFERENCES scoring_scheme (municipality_id, id)
      );

      CREATE TABLE risk_band (
        municipality_id uuid    NOT NULL,
        scheme_id       uuid    NOT NULL,
        code            text    NOT NULL,
        rank            integer NOT NULL,
        word            text    NOT NULL,
        symbol          text    NOT NULL,
        colour          text    NOT NULL CONSTRAINT risk_band_colour_check CHECK (colour ~ '^#[0-9A-F]{6}$'),
        CONSTRAINT risk_band_pkey PRIMARY KEY (municipality_id, scheme_id, code),
        CONSTRAINT risk_band_rank_key UNIQUE (municipality_id, scheme_id, rank),
        CONSTRAINT risk_band_scheme_fkey FOREIGN KEY (municipality_id, scheme_id)
          REFERENCES scoring_scheme (municipality_id, id)
      );

      CREATE TABLE scoring_cell (
        municipality_id uuid    NOT NULL,
        scheme_id       uuid    NOT NULL,
        likelihood      integer NOT NULL,
        consequence     integer NOT NULL,
        value           integer,
        band_code       text    NOT NULL,
        CONSTRAINT scoring_cell_pkey PRIMARY KEY (municipality_id, scheme_id, likelihood, consequence),
        CONSTRAINT scoring_cell_scheme_fkey FOREIGN KEY (municipality_id, scheme_id)
          REFERENCES scoring_scheme (municipality_id, id),
        CONSTRAINT scoring_cell_band_fkey FOREIGN KEY (municipality_id, scheme_id, band_code)
          REFERENCES risk_band (municipality_id, scheme_id, code)
      );

      CREATE TABLE assessment_level (
        municipality_id uuid    NOT NULL,
        scheme_id       uuid    NOT NULL,
        code            text    NOT NULL,
        rank            integer NOT NULL,
        word            text    NOT NULL,
        symbol          text    NOT NULL,
        colour          text    NOT NULL
                        CONSTRAINT assessment_level_colour_check CHECK (colour ~ '^#[0-9A-F]{6}$'),
        CONSTRAINT assessment_level_pkey PRIMARY KEY (municipality_id, scheme_id, code),
        CONSTRAINT assessment_level_rank_key UNIQUE (municipality_id, scheme_id, rank),
        CONSTRAINT assessment_level_scheme_fkey FOREIGN KEY (municipality_id, scheme_id)
          REFERENCES scoring_scheme (municipality_id, id)
      );
    `);
    const parts = ['scoring_level', 'risk_band', 'scoring_cell', 'assessment_level'];
    await guardTables(db, 'CHANGE', ['scoring_scheme']);
    await guardTables(db, 'KEEP', parts);
    await freezeRows(db, 'scoring_scheme');
    await freezeBelow(db, 'scoring_scheme', 'scheme_id', parts);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE assessment_level, scoring_cell, risk_band, scoring_level, scoring_scheme',
    );
  }
}
