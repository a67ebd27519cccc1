import { GatheringSocket } from './gathering-socket';

/**
 * How connections to the database work, all of them: they send statements without waiting for the answers to
 * earlier ones, in as few messages as they can; and what they keep planned, they plan once, for all
 * parameters. Left to itself PostgreSQL goes on planning statements for each list of ids, which took six
 * times as long as to run them.
 */
export const connections = {
  pipeline: true,
  stream: () => new GatheringSocket(),
  options: '-c plan_cache_mode=force_generic_plan',
};
