"""The only part of truth that touches the world: releases, ticks, people, ledger, audit, packaged data."""
