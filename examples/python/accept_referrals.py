"""Accepts the referrals of AWS that are still open."""


def accept_referrals(client, catalog):
    """Starts the task for each pending invitation, and answers the invitations."""
    pages = client.get_paginator("list_engagement_invitations").paginate(
        Catalog=catalog, ParticipantType="RECEIVER", Status=["PENDING"], PayloadType=["OpportunityInvitation"]
    )
    invitations = [summary["Id"] for page in pages for summary in page["EngagementInvitationSummaries"]]
    for invitation in invitations:
        # The answer comes when the task has ended. The same token again asks for the state of the same task.
        client.start_engagement_by_accepting_invitation_task(
            Catalog=catalog, ClientToken=invitation, Identifier=invitation
        )
    return invitations
