"""How Hypothesis searches: as it does by itself, or without looking for smaller examples where only yes or no counts."""

from __future__ import annotations

from hypothesis import Phase, settings

settings.register_profile(
    "mutation", deadline=None, database=None, max_examples=10, phases=[Phase.explicit, Phase.generate]
)
