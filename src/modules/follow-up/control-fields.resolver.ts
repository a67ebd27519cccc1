import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import type { RequestContext } from '../../kernel/request-context';
import { Control } from '../control';
import { lastTestedOnByControl } from './follow-up.loader';

/** What the follow-up adds to a control. */
@Resolver(() => Control)
export class ControlTestsResolver {
  @FieldResolver(() => CalendarDay, {
    nullable: true,
    description:
      'The day of the latest completed result that covers it, in any plan that the caller sees, also ' +
      'when it was completed by other means; null when there is none.',
  })
  lastTestedOn(@Ctx() request: RequestContext, @Root() control: Control): Promise<string | null> {
    return request.loaders.load(lastTestedOnByControl, control.id);
  }
}
