# The schemas that the examples and the tests are made from, by stem: those with routes, and those with types only.
schemas_with_routes =
schemas_with_types =
