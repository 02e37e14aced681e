"""Accepts pending AWS referrals."""


def accept_referrals(client, catalog):
    """Starts the task for each pending invitation and returns the invitations' ids."""
    pages = client.get_paginator("list_engagement_invitations").paginate(
        Catalog=catalog, ParticipantType="RECEIVER", Status=["PENDING"], PayloadType=["OpportunityInvitation"]
    )
    invitations = [summary["Id"] for page in pages for summary in page["EngagementInvitationSummaries"]]
    for invitation in invitations:
        # The call returns when the task has ended. Repeating the token returns the state of the same task.
        client.start_engagement_by_accepting_invitation_task(
            Catalog=catalog, ClientToken=invitation, Identifier=invitation
        )
    return invitations
