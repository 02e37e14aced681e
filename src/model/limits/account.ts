import * as sdk from '@aws-sdk/client-partnercentral-selling';
import { items, type Limits, oneOf, range } from '../../kit/shape/limit.ts';
import { catalog, snapshotRole, solutionId, taggableArn, tagKey, tagValue } from './forms.ts';

/** Limits of an account's solutions, settings and tags. */
export const account: Limits = {
  GetSellingSystemSettingsRequest: {
    Catalog: catalog,
  },
  ListSolutionsRequest: {
    Catalog: catalog,
    MaxResults: range(1, 100),
    Status: items(0, 10, oneOf(sdk.SolutionStatus)),
    Identifier: items(0, 20, solutionId),
    Category: items(0, 10),
    // SDK comment: up to 10 ARNs.
    AwsMarketplaceSolutionArn: items(0, 10),
  },
  ListTagsForResourceRequest: {
    ResourceArn: taggableArn,
  },
  PutSellingSystemSettingsRequest: {
    Catalog: catalog,
    ResourceSnapshotJobRoleIdentifier: snapshotRole,
  },
  SolutionSort: {
    SortOrder: oneOf(sdk.SortOrder),
    SortBy: oneOf(sdk.SolutionSortName),
  },
  Tag: {
    Key: tagKey,
    Value: tagValue,
  },
  TagResourceRequest: {
    ResourceArn: taggableArn,
    Tags: items(1, 200),
  },
  UntagResourceRequest: {
    ResourceArn: taggableArn,
    TagKeys: items(1, 50, tagKey),
  },
};
