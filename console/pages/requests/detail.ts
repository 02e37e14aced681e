import type { Paths } from '../../api/operator-paths.ts';

/** A call with everything that is known of it. */
export type Detail = Paths['/_cosell/requests/{id}']['get']['responses'][200]['content']['application/json'];
