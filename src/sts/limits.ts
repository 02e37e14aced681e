import { pattern } from '../kit/shape/limit.ts';

// Limits that operations share. Source: the service's model 2011-06-15 in botocore.
export const arn = pattern(
  String.raw`[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+`,
  20,
  2048,
);
export const serialNumber = pattern(String.raw`[\w+=/:,.@-]*`, 9, 256);
export const tokenCode = pattern(String.raw`[\d]*`, 6, 6);
export const name = pattern(String.raw`[\w+=,.@-]*`, 2, 64);
