"""Publishing: what can be stated of an informal network, as GTFS tables in four profiles."""

from beffroi.engines.informal.publishing.confidence import confidence
from beffroi.engines.informal.publishing.feeds import PROFILES, feed
from beffroi.engines.informal.publishing.layers import layers
from beffroi.engines.informal.publishing.options import Assumed, Options
from beffroi.engines.informal.publishing.planning import REASONS, Planned, planned
from beffroi.engines.informal.publishing.splitting import ROUTES, VARIANT, by_variant
from beffroi.engines.informal.publishing.translations import translated, translations_to_fill

__all__ = [
    "PROFILES", "REASONS", "ROUTES", "VARIANT", "Assumed", "Options", "Planned", "by_variant",
    "confidence", "feed", "layers", "planned", "translated", "translations_to_fill",
]  # fmt: skip
