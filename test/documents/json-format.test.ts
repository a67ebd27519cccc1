import { jsonFormat } from '../../src/documents/formats/json.format';
import { hostileTexts, sampleReport } from './sample-report';

const told = JSON.parse(String(jsonFormat.write(sampleReport)));

it('tells everything that the document says, in its order', () => {
  const { sections, data, ...rest } = sampleReport;

  expect(told).toMatchObject(rest);
  expect(told.sections.map(({ heading }: { heading: string }) => heading)).toEqual(
    sections.map(({ heading }) => heading),
  );
  expect(told.sections[1]).toEqual(JSON.parse(JSON.stringify(sections[1])));
  expect(told.columns).toEqual(data.columns);
});

it('has every row by the names of its columns', () => {
  expect(told.rows).toHaveLength(sampleReport.data.rows.length);
  expect(told.rows[0]).toEqual({
    key: 'R1',
    text: hostileTexts[0],
    riskValue: -2,
    dueOn: '2025-12-31',
  });
});

it('has what a picture tells instead of its drawing', () => {
  const [, , { figure }] = told.sections[0].blocks;

  expect(figure).toMatchObject({
    name: 'risk-matrix',
    description: expect.stringMatching(/värdet 9/),
  });
  expect(figure.svg).toBeUndefined();
});
