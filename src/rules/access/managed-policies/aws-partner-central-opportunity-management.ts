import type { ManagedPolicy } from './managed-policy.ts';

/** AWS docs: AWS managed policy reference, "AWSPartnerCentralOpportunityManagement", v9. */
export const awsPartnerCentralOpportunityManagement: ManagedPolicy = {
  name: 'AWSPartnerCentralOpportunityManagement',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OpportunityManagement',
        Effect: 'Allow',
        Action: [
          'partnercentral:AcceptEngagementInvitation',
          'partnercentral:AssignOpportunity',
          'partnercentral:AssociateOpportunity',
          'partnercentral:CreateEngagement',
          'partnercentral:CreateEngagementContext',
          'partnercentral:CreateEngagementInvitation',
          'partnercentral:CreateOpportunity',
          'partnercentral:CreateResourceSnapshot',
          'partnercentral:CreateResourceSnapshotJob',
          'partnercentral:DeleteResourceSnapshotJob',
          'partnercentral:DisassociateOpportunity',
          'partnercentral:GetAwsOpportunitySummary',
          'partnercentral:GetEngagement',
          'partnercentral:GetEngagementInvitation',
          'partnercentral:GetOpportunity',
          'partnercentral:GetResourceSnapshot',
          'partnercentral:GetResourceSnapshotJob',
          'partnercentral:ListEngagementByAcceptingInvitationTasks',
          'partnercentral:ListEngagementFromOpportunityTasks',
          'partnercentral:ListEngagementInvitations',
          'partnercentral:ListEngagementMembers',
          'partnercentral:ListEngagementResourceAssociations',
          'partnercentral:ListEngagements',
          'partnercentral:ListOpportunities',
          'partnercentral:ListOpportunityFromEngagementTasks',
          'partnercentral:ListResourceSnapshotJobs',
          'partnercentral:ListResourceSnapshots',
          'partnercentral:ListSolutions',
          'partnercentral:RejectEngagementInvitation',
          'partnercentral:StartEngagementByAcceptingInvitationTask',
          'partnercentral:StartEngagementFromOpportunityTask',
          'partnercentral:StartOpportunityFromEngagementTask',
          'partnercentral:StartResourceSnapshotJob',
          'partnercentral:StopResourceSnapshotJob',
          'partnercentral:SubmitOpportunity',
          'partnercentral:UpdateEngagementContext',
          'partnercentral:UpdateOpportunity',
        ],
        Resource: '*',
        Condition: {
          StringEquals: {
            'partnercentral:Catalog': ['AWS', 'Sandbox'],
          },
        },
      },
      {
        Sid: 'PartnerDashboardAccess',
        Effect: 'Allow',
        Action: ['partnercentral:GetPartnerDashboard'],
        Resource: [
          'arn:aws:partnercentral::*:catalog/AWS/ReportingData/Opportunity_V1/Dashboard/*',
          'arn:aws:partnercentral::*:catalog/AWS/ReportingData/Engagement_V1/Dashboard/*',
        ],
      },
      {
        Sid: 'CollaborationChannelAccess',
        Effect: 'Allow',
        Action: [
          'partnercentral:CreateCollaborationChannelRequest',
          'partnercentral:ListCollaborationChannels',
          'partnercentral:GetCollaborationChannel',
          'partnercentral:CreateCollaborationChannelMembers',
        ],
        Resource: '*',
      },
      {
        Sid: 'PartnerResourceAccess',
        Effect: 'Allow',
        Action: ['partnercentral:ListPartners', 'partnercentral:GetPartner'],
        Resource: '*',
        Condition: {
          StringEquals: {
            'partnercentral:Catalog': ['AWS', 'Sandbox'],
          },
        },
      },
      {
        Sid: 'TaggingAccess',
        Effect: 'Allow',
        Action: [
          'partnercentral:TagResource',
          'partnercentral:UntagResource',
          'partnercentral:ListTagsForResource',
        ],
        Resource: [
          'arn:aws:partnercentral:*:*:catalog/*/opportunity/*',
          'arn:aws:partnercentral:*:*:catalog/*/resource-snapshot-job/*',
        ],
        Condition: {
          StringEquals: {
            'partnercentral:Catalog': ['AWS', 'Sandbox'],
          },
        },
      },
      {
        Sid: 'PartnerCentralAgentsSessionAccess',
        Effect: 'Allow',
        Action: ['partnercentral:UseSession'],
        Resource: '*',
        Condition: {
          StringEquals: {
            'partnercentral:Catalog': ['AWS', 'Sandbox'],
          },
          Bool: {
            'aws:IsMcpServiceAction': 'true',
          },
        },
      },
    ],
  },
};
