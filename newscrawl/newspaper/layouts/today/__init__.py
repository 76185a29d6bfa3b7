"""The paper of today, since 2022."""
