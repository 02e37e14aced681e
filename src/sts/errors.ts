import { clientError } from '../kit/service/errors.ts';

// Errors of STS besides those of the query protocol, named by their codes.
export const InvalidParameterValue = clientError('InvalidParameterValue');
export const MalformedPolicyDocument = clientError('MalformedPolicyDocument');
export const PackedPolicyTooLarge = clientError('PackedPolicyTooLarge');
