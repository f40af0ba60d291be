"""Pages for everyone: signing in, invitations, refusals, help; and what all pages share."""
