# Enrols these members of staff and signs them in, for real; each then has a NAME.session. See tests/cli/signed_in.rs.
QORGAU_TEST_SIGNED_IN=1 exec "$SIGNED_IN_BY" "$@"
