"""From a release to feeds: published, personal, as they were, and whether anybody still fetches them."""
