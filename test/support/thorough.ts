/** Whether what is random, or repeated to meet a rare case, is done as often as is useful instead of as often as a run may take. */
const isThorough = process.env.COSELL_THOROUGH === 'true';

/** How often to repeat: `usual` times, or `all` of them with `COSELL_THOROUGH=true`. */
export const times = ({ usual, all }: { usual: number; all: number }): number => (isThorough ? all : usual);
