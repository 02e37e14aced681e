import { oneOf, pattern } from '../../kit/shape/limit.ts';

/** Limits that members of many structures share: identifiers, dates, amounts, addresses. */

export const catalogName = pattern('[a-zA-Z]+');
export const catalog = oneOf(['AWS', 'Sandbox'], catalogName);
export const account = pattern(String.raw`([0-9]{12}|\w{1,12})`);
export const clientToken = pattern('.+', 1, 255);

export const opportunityId = pattern('O[0-9]{1,19}');
export const solutionId = pattern('S-[0-9]{1,19}');
export const engagementId = pattern('eng-[0-9a-z]{14}');
export const engagementArnOrId = pattern('(arn:.*|eng-[0-9a-z]{14})');
export const invitationArnOrId = pattern('(arn:.*|engi-[0-9a-z]{13})', 1, 255);
export const taskArnOrId = pattern('(arn:.*|task-[0-9a-z]{13})');
export const prospectingTaskId = pattern('task-[0-9a-z]{14}');
export const jobId = pattern('job-[0-9a-z]{13}');
export const contextId = pattern('[1-9][0-9]*');
export const snapshotTemplate = pattern('[a-zA-Z0-9]+', 3, 80);
export const taggableArn = pattern(
  String.raw`arn:[\w+=/,.@-]+:partnercentral:[\w+=/,.@-]*:[0-9]{12}:catalog/([a-zA-Z]+)/[\w+=,.@-]+(/[\w+=,.@-]+)*`,
  1,
  1000,
);

export const day = pattern('[1-9][0-9]{3}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])');
export const amount = pattern(String.raw`(0|([1-9][0-9]{0,30}))(\.[0-9]{0,2})?`);
export const amountOrEmpty = pattern(String.raw`((0|([1-9][0-9]{0,30}))(\.[0-9]{0,2})?)?`);
export const phone = pattern(String.raw`\+[1-9]\d{1,14}`);
export const email = pattern(
  String.raw`[a-z0-9!#$%&'*+/=?^_${'`'}{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_${'`'}{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?`,
  0,
  80,
);
// The model has `(?:.[a-zA-Z0-9-]+)*`, in which the dot is any character. Here the separator excludes the characters of the
// parts, so that there is only one way to match.
export const senderEmail = pattern(
  String.raw`[a-zA-Z0-9.!#$%&'*+/=?^_{|}~-]+@[a-zA-Z0-9-]+([^a-zA-Z0-9\-\n\r\u2028\u2029][a-zA-Z0-9-]+)*`,
  1,
  80,
);
// The model has `((http|https)://)??(www[.])??([a-zA-Z0-9]|-)+?([.][a-zA-Z0-9(-|/|=|?)??]+?)+?`. Its last class contains
// the range ( to |, which includes the dot, letters and digits: the repeated groups and the `www.` are redundant.
export const website = pattern('(https?://)?[a-zA-Z0-9-]+[.][(-|]+', 4, 255);
export const tagKey = pattern(String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]*`, 1, 128);
export const tagValue = pattern(String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]*`, 0, 256);
export const duns = pattern('[0-9]{9}');
export const rejectionReason = pattern(String.raw`[\u0020-\u007E\u00A0-\uD7FF\uE000-\uFFFD]+`, 1, 80);
export const snapshotRole = pattern(
  String.raw`(arn:aws:iam::\d{12}:role/([-+=,.@_a-zA-Z0-9]+/)*)?[-+=,.@_a-zA-Z0-9]{1,64}`,
  0,
  2048,
);
