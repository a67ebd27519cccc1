export { boardYears } from './comparison.repository';
export {
  ComparedBoardYearResolver,
  ComparedYearResolver,
  ComparisonResolver,
  SchemeValuesResolver,
} from './comparison.resolver';
