import * as sdk from '@aws-sdk/client-partnercentral-selling';
import { items, type Limits, oneOf, range } from '../../kit/shape/limit.ts';
import {
  account,
  catalog,
  clientToken,
  engagementId,
  jobId,
  opportunityId,
  snapshotTemplate,
} from './forms.ts';

/** Limits of resource snapshots and snapshot jobs. */
export const snapshots: Limits = {
  CreateResourceSnapshotJobRequest: {
    Catalog: catalog,
    EngagementIdentifier: engagementId,
    ResourceType: oneOf(sdk.ResourceType),
    ResourceIdentifier: opportunityId,
    ResourceSnapshotTemplateIdentifier: snapshotTemplate,
    ClientToken: clientToken,
    Tags: items(1, 200),
  },
  CreateResourceSnapshotRequest: {
    Catalog: catalog,
    EngagementIdentifier: engagementId,
    ResourceType: oneOf(sdk.ResourceType),
    ResourceIdentifier: opportunityId,
    ResourceSnapshotTemplateIdentifier: snapshotTemplate,
    ClientToken: clientToken,
  },
  DeleteResourceSnapshotJobRequest: {
    Catalog: catalog,
    ResourceSnapshotJobIdentifier: jobId,
  },
  GetResourceSnapshotJobRequest: {
    Catalog: catalog,
    ResourceSnapshotJobIdentifier: jobId,
  },
  GetResourceSnapshotRequest: {
    Catalog: catalog,
    EngagementIdentifier: engagementId,
    ResourceType: oneOf(sdk.ResourceType),
    ResourceIdentifier: opportunityId,
    ResourceSnapshotTemplateIdentifier: snapshotTemplate,
    Revision: range(1),
  },
  ListResourceSnapshotJobsRequest: {
    Catalog: catalog,
    MaxResults: range(1, 1000),
    EngagementIdentifier: engagementId,
    Status: oneOf(sdk.ResourceSnapshotJobStatus),
  },
  ListResourceSnapshotsRequest: {
    Catalog: catalog,
    EngagementIdentifier: engagementId,
    MaxResults: range(1, 1000),
    ResourceType: oneOf(sdk.ResourceType),
    ResourceIdentifier: opportunityId,
    ResourceSnapshotTemplateIdentifier: snapshotTemplate,
    CreatedBy: account,
  },
  SortObject: {
    SortBy: oneOf(sdk.SortBy),
    SortOrder: oneOf(sdk.SortOrder),
  },
  StartResourceSnapshotJobRequest: {
    Catalog: catalog,
    ResourceSnapshotJobIdentifier: jobId,
  },
  StopResourceSnapshotJobRequest: {
    Catalog: catalog,
    ResourceSnapshotJobIdentifier: jobId,
  },
};
