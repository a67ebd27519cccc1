import { Resolver } from 'type-graphql';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { Linked } from '../../kernel/graphql/linked';
import { Control } from '../control';
import { lastTestedOnByControl } from './follow-up.loader';

/** What the follow-up adds to a control. */
@Resolver(() => Control)
export class ControlTestsResolver {
  @Linked<Control>(() => CalendarDay, lastTestedOnByControl, 'id', {
    nullable: true,
    description:
      'The day of the latest completed result that covers it, in any plan that the caller sees, also ' +
      'when it was completed by other means; null when there is none.',
  })
  lastTestedOn!: string | null;
}
