/** The part of postject, which has no types, that makes the single executable. */
declare module 'postject' {
  export const inject: (
    file: string,
    resource: string,
    data: Buffer,
    options: { sentinelFuse: string; machoSegmentName?: string },
  ) => Promise<void>;
}
