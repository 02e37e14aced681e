import { clientError } from '../kit/service/errors.ts';

// The errors of STS beside those of its protocol, by the codes that it answers.
export const InvalidParameterValue = clientError('InvalidParameterValue');
export const MalformedPolicyDocument = clientError('MalformedPolicyDocument');
export const PackedPolicyTooLarge = clientError('PackedPolicyTooLarge');
