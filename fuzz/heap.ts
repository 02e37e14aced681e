/** Loaded into the server by the fuzzer alone (`node --import`): answers each message with the memory that is left after a collection. */
process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send?.({ heapUsed: heapUsed + external, rss });
});
// The server ends when it has nothing else to do.
process.channel?.unref();
